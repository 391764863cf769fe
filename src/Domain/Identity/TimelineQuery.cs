using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Identity;

/// <summary>One actor's events, the latest first.</summary>
public sealed record TimelineQuery : EventQuery
{
    /// <summary>By any id of the actor.</summary>
    public required string Actor { get; init; }

    /// <summary>Names of the events shown; empty for all.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>Most events to list.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Lists those before this place in the actor's own order, counted from 0 at the earliest event that is asked
    /// for; null from the latest. Places stay the same as of one position of the log.</summary>
    public long? Before { get; init; }

    /// <summary>Most events of one answer.</summary>
    public const int MaxLimit = 1_000;

    /// <inheritdoc />
    public override Problem? Check() =>
        QueryRules.Id(Actor, "actor")
        ?? QueryRules.Names(Events, 0, "events")
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? QueryRules.InRange(Before ?? 0, 0, long.MaxValue, "before")
        ?? base.Check();
}

/// <summary>A page of an actor's events.</summary>
/// <param name="Count">Number of all.</param>
/// <param name="Events">Those asked for, the latest first.</param>
/// <param name="Meta">What was read.</param>
public sealed record TimelineAnswer(long Count, ImmutableArray<EventPlace> Events, AnswerMeta Meta);
