using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Sessions;

/// <summary>Figures of sessions: in total, by bucket and by group.</summary>
/// <param name="Definition">What was asked.</param>
/// <param name="Total">Over the whole range.</param>
/// <param name="Series">One point a bucket of the sessions' start; no points without an interval.</param>
/// <param name="Groups">The groups with the most sessions, the missing value last; empty without a breakdown.</param>
/// <param name="Other">All that is in no group shown; null when there is no remainder.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record SessionsResult(
    SessionsQuery Definition,
    SessionStatistics Total,
    ImmutableArray<SessionPoint> Series,
    ImmutableArray<SessionGroupStatistics> Groups,
    SessionStatistics? Other,
    ResultMeta Meta);

/// <summary>What is known of a set of sessions.</summary>
/// <param name="Count">Sessions.</param>
/// <param name="Actors">Distinct actors of them.</param>
/// <param name="Events">Events in them.</param>
/// <param name="EventsPerSession">Events by sessions; null without a session.</param>
/// <param name="Bounces">Sessions with exactly one page view.</param>
/// <param name="BounceRate">Bounces by sessions, 0 to 1; null without a session.</param>
/// <param name="Duration">Spread of last minus first event; null without a session.</param>
/// <param name="Pages">Spread of the page views of a session; null without a session.</param>
public sealed record SessionStatistics(
    long Count,
    long Actors,
    long Events,
    double? EventsPerSession,
    long Bounces,
    double? BounceRate,
    Times? Duration,
    Spread? Pages)
{
    internal static SessionStatistics Of(SessionFigures figures) => new(
        figures.Count,
        figures.Actors,
        figures.Events,
        Share(figures.Events, figures.Count),
        figures.Bounces,
        Share(figures.Bounces, figures.Count),
        figures.Duration,
        figures.Pages);

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;
}

/// <summary>The sessions that started in one bucket.</summary>
/// <param name="At">First instant of the bucket inside the range.</param>
/// <param name="Statistics">Their figures.</param>
/// <param name="Complete">False while the bucket is not over or when the range cuts it.</param>
public sealed record SessionPoint(DateTimeOffset At, SessionStatistics Statistics, bool Complete);

/// <summary>The sessions with one value of the breakdown.</summary>
/// <param name="Key">One entry a dimension: the value as text, null where no event of the session has it.</param>
/// <param name="Statistics">Their figures.</param>
public sealed record SessionGroupStatistics(ImmutableArray<string?> Key, SessionStatistics Statistics);
