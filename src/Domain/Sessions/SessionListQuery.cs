using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Sessions;

/// <summary>The sessions that start in the range and hold an event that matches <c>Filter</c>, latest start first,
/// then by actor (ordinal).</summary>
public sealed record SessionListQuery : EventQuery
{
    /// <summary>Only this actor's; null for everybody's.</summary>
    public string? Actor { get; init; }

    /// <summary>Names of the events that are page views.</summary>
    public ImmutableArray<string> PageEvents { get; init; } = SessionsQuery.DefaultPageEvents;

    /// <summary>The property of an event that says which page was seen.</summary>
    public PropertyRef Page { get; init; } = new("path");

    /// <summary>The property of an event that says where the visit came from.</summary>
    public PropertyRef Referrer { get; init; } = new("referrer");

    /// <summary>Most sessions to list.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Lists those after this one; null from the latest.</summary>
    public SessionPlace? After { get; init; }

    /// <summary>Most sessions of one answer.</summary>
    public const int MaxLimit = 1_000;

    /// <inheritdoc />
    public override Problem? Check() =>
        QueryRules.Id(Actor, "actor")
        ?? QueryRules.Names(PageEvents, 0, "pageEvents")
        ?? Page.Check()?.Under("page")
        ?? Referrer.Check()?.Under("referrer")
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? QueryRules.Id(After?.Actor, "after.actor")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => [Page, Referrer, .. base.Properties()];
}

/// <summary>Where a session stands in a list.</summary>
/// <param name="Start">Its first event.</param>
/// <param name="Actor">Whose it is.</param>
/// <param name="Number">Which of those of the actor that start at this instant, from 0: a client may say that two do.
/// </param>
public sealed record SessionPlace(DateTimeOffset Start, string Actor, int Number);

/// <summary>A page of sessions.</summary>
/// <param name="Count">Number of all.</param>
/// <param name="Sessions">Those asked for.</param>
/// <param name="Meta">What was read.</param>
public sealed record SessionListAnswer(long Count, ImmutableArray<SessionRecord> Sessions, AnswerMeta Meta);

/// <summary>One session.</summary>
/// <param name="Place">Its actor, its start, and what tells it from others that start there.</param>
/// <param name="End">Its last event.</param>
/// <param name="Pages">Page views.</param>
/// <param name="Actions">Events that are no page views.</param>
/// <param name="EntryPage">The page of the first event that names one; null when none does.</param>
/// <param name="ExitPage">The page of the last event that names one; null when none does.</param>
/// <param name="Referrer">That of the first event that names one; null when none does.</param>
public sealed record SessionRecord(
    SessionPlace Place,
    DateTimeOffset End,
    long Pages,
    long Actions,
    string? EntryPage,
    string? ExitPage,
    string? Referrer)
{
    /// <summary>Last minus first event.</summary>
    public TimeSpan Duration => End - Place.Start;
}
