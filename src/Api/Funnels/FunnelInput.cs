using Analytics.Api.Querying;
using Analytics.Domain.Funnels;

namespace Analytics.Api.Funnels;

/// <summary>A sequential funnel: who went through all steps in order, whatever lies between.</summary>
public sealed record FunnelInput
{
    /// <summary>2 to 20 steps, in order.</summary>
    public required IReadOnlyList<FunnelStepInput> Steps { get; init; }

    /// <summary>Where attempts start.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Longest time from an attempt's first event to its last, inclusive. Default seven days.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Whether later steps may lie up to one window past the end of the range. Default INCLUDE.</summary>
    public ConversionsAfterRange? ConversionsAfterRange { get; init; }

    /// <summary>A condition on the events of every step.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal FunnelQuestion ToDomain() =>
        new([.. Steps.Select((step, index) => step.ToDomain($"definition.steps[{index}]"))], Range.ToDomain())
        {
            Window = Window,
            ConversionsAfterRange = ConversionsAfterRange ?? Domain.Funnels.ConversionsAfterRange.Include,
            Filter = Filter?.ToDomain("definition.filter"),
            TimeZone = TimeZone,
        };
}

/// <summary>What an actor has to do to reach a step.</summary>
public sealed record FunnelStepInput
{
    /// <summary>For people; the event's name by default.</summary>
    public string? Name { get; init; }

    /// <summary>Event names, any of which matches; 1 to 100.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>A condition on this step's events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    internal FunnelStepDefinition ToDomain(string path) => new(Name, [.. Events], Filter?.ToDomain($"{path}.filter"));
}
