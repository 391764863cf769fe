using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Sessions;

/// <summary>Answers a question about sessions: asks the engine and computes the rates.</summary>
public sealed class RunSessions(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The figures, or what is wrong with the question.</returns>
    public async Task<Result<SessionsResult>> ExecuteAsync(
        TenantScope tenant, SessionsQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.SessionsAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return new SessionsResult(
            query,
            SessionStatistics.Of(answer.All),
            Series(query, answer.Points),
            [.. answer.Groups.Select(group =>
                new SessionGroupStatistics(group.Key.Values, SessionStatistics.Of(group.Figures)))],
            answer.Other is { } other ? SessionStatistics.Of(other) : null,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }

    private ImmutableArray<SessionPoint> Series(SessionsQuery query, ImmutableArray<SessionFigures> points)
    {
        if (query.Interval is not { } interval)
            return [];
        var (zone, weekStart) = (query.Calendar.Zone, query.Calendar.WeekStart);
        var edges = CalendarBuckets.Edges(query.Range, interval, zone, weekStart, QueryRules.MaxBuckets).Value;
        var complete = query.Calendar.CompleteBuckets(query.Range, interval, clock.GetUtcNow());
        return [.. points.Select((figures, bucket) =>
            new SessionPoint(edges[bucket], SessionStatistics.Of(figures), complete[bucket]))];
    }
}
