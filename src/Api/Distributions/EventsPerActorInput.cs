using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;

namespace Analytics.Api.Distributions;

/// <summary>How many of the matching events each actor did, or what a property of them adds up to.</summary>
public sealed record EventsPerActorInput
{
    /// <summary>Which events. Default: any.</summary>
    public EventSelectorInput? Events { get; init; }

    /// <summary>Where they lie.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>A numeric property that is added up for each actor in place of the number of his events.</summary>
    public string? Property { get; init; }

    /// <summary>Inner edges of the histogram, ascending, 100 at most; above 1 for numbers of events. Default: 17 up to a
    /// million events, 20 from 0 to a million for sums.</summary>
    public IReadOnlyList<decimal>? Edges { get; init; }

    /// <summary>Splits by properties of the events, 3 at most; an actor counts in each group with what he did there.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, those with the most actors, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal EventsPerActorQuery ToDomain(AskedCalendar asked, string path) => new()
    {
        Events = Events?.ToDomain($"{path}.events") ?? EventSelector.Any,
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Property = Property is { } name ? new PropertyRef(name) : null,
        Edges = [.. Edges ?? []],
        Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
    };
}
