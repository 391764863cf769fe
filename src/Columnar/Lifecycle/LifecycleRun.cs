using System.Collections.Immutable;
using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Lifecycle;

/// <summary>Answers who is new, returning, resurrecting or dormant.</summary>
/// <remarks>
/// Buckets are: all before the period before the first; that period; what the first period has before the range; then
/// the periods, as far as the range has them.
/// </remarks>
internal static class LifecycleRun
{
    private const long Day = 86_400_000;

    public static async ValueTask<LifecycleAnswer> ExecuteAsync(QueryRun run, LifecycleQuery query, ActorSet? cohort)
    {
        var starts = CalendarBuckets.Edges(
            query.Range, query.Period, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets).Value;
        var scope = new ActivityScope(run, query, query.Activity, Edges(run, query, starts), cohort);
        var tallies = await scope.ForEachAsync(() => new LifecycleTally(starts.Length - 1));
        foreach (var tally in tallies.Skip(1))
            tallies[0].Merge(tally);
        return new LifecycleAnswer(
            [.. starts[..^1].Select((start, period) => tallies[0].Count(start, period))], run.Meta());
    }

    private static long[] Edges(QueryRun run, LifecycleQuery query, ImmutableArray<DateTimeOffset> starts)
    {
        var first = PeriodOf(query, starts[0]);
        // No event lies before 1970.
        var before = first > DateTimeOffset.UnixEpoch ? PeriodOf(query, first.AddTicks(-1)) : first;
        var ever = before.ToMillisecondsUp();
        // Whole days further back, so that all edges lie on hours.
        if (run.Snapshot.Rows > 0 && run.Snapshot.FirstTime < ever)
            ever -= (ever - run.Snapshot.FirstTime + Day - 1) / Day * Day;
        return
        [
            ever, before.ToMillisecondsUp(), first.ToMillisecondsUp(), .. starts.Select(start => start.ToMillisecondsUp()),
        ];
    }

    private static DateTimeOffset PeriodOf(LifecycleQuery query, DateTimeOffset instant) =>
        CalendarBuckets.StartOf(instant, query.Period, query.Calendar.Zone, query.Calendar.WeekStart);
}
