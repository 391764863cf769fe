using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>What an actor has to do to reach this step.</summary>
/// <param name="Name">For people; null takes the event's name.</param>
/// <param name="Events">Names, any of which matches; at least one.</param>
/// <param name="Filter">A condition on the event; null for none.</param>
public sealed record FunnelStepDefinition(string? Name, ImmutableArray<string> Events, EventFilter? Filter)
{
    /// <summary>Longest time from the step before, inclusive; null for the funnel's window alone.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Whether an attempt may go on without it.</summary>
    public bool Optional { get; init; }
}
