using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Correlations;

/// <summary>
/// Which events go with a goal: of the actors with any event in the range, whether those who did an event before they
/// reached the goal reach it more often than those who did not. <c>Filter</c> is a condition on all events, those of the
/// goal among them.
/// </summary>
public sealed record CorrelationQuery : EventQuery
{
    /// <summary>What is to be reached in the range; only an actor's first event of these matters.</summary>
    public required EventSelector Goal { get; init; }

    /// <summary>Names of the events that are looked at; empty for those that the most actors did before the goal.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>How many events are looked at where none are named.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Events looked at when the caller does not say.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Most events that are looked at.</summary>
    public const int MaxEvents = 50;

    /// <inheritdoc />
    public override Problem? Check() =>
        Goal.Check()?.Under("goal")
        ?? QueryRules.Conflict(Goal is { Events.IsEmpty: true, Filter: null }, "Any event is no goal: name one.", "goal")
        ?? QueryRules.InRange(Events.Length, 0, MaxEvents, "events")
        ?? QueryRules.Names(Events, 0, "events")
        ?? QueryRules.Distinct(Events, "events", name => name)
        ?? QueryRules.InRange(Limit, 1, MaxEvents, "limit")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => [.. Goal.Properties(), .. base.Properties()];
}

/// <summary>Actors by what they did before the goal.</summary>
/// <param name="Actors">With any matching event in the range.</param>
/// <param name="Converted">Those of them who reached the goal.</param>
/// <param name="Events">In the order in which they are named; else by the number of actors who did them, ties by name.</param>
/// <param name="Meta">What was read.</param>
public sealed record CorrelationAnswer(
    long Actors, long Converted, ImmutableArray<CorrelationCount> Events, AnswerMeta Meta);

/// <summary>Actors who did one event in the range: before the goal, where they reached it.</summary>
/// <param name="Name">The event's.</param>
/// <param name="Did">All of them.</param>
/// <param name="Converted">Those of them who reached the goal.</param>
public sealed record CorrelationCount(string Name, long Did, long Converted);
