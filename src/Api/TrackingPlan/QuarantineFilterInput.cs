using Analytics.Domain.Collection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>Which entries of the quarantine; every part given must match.</summary>
public sealed record QuarantineFilterInput
{
    /// <summary>What became of them; open by default.</summary>
    [DefaultValue(QuarantineState.Open)]
    public QuarantineState State { get; init; } = QuarantineState.Open;

    /// <summary>The breach's code.</summary>
    public string? Code { get; init; }

    /// <summary>The event's name.</summary>
    public string? Name { get; init; }

    internal QuarantineFilter ToDomain() => new(State, Code, Name);
}
