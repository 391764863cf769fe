using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Lifecycle;

/// <summary>Answers on how many days actors are active. Buckets are the local days of the range.</summary>
internal static class StickinessRun
{
    public static async ValueTask<StickinessAnswer> ExecuteAsync(QueryRun run, StickinessQuery query, ActorSet? cohort)
    {
        var (zone, weekStart) = query.Calendar;
        var days = CalendarBuckets.Edges(query.Range, Interval.Day, zone, weekStart, QueryRules.MaxBuckets).Value;
        var starts = CalendarBuckets.Edges(query.Range, query.Period, zone, weekStart, QueryRules.MaxBuckets).Value;
        var periods = new int[days.Length - 1];
        for (var day = 1; day < periods.Length; day++)
            periods[day] = periods[day - 1] + (days[day] >= starts[periods[day - 1] + 1] ? 1 : 0);
        var scope = new ActivityScope(
            run, query, query.Activity, [.. days.Select(day => day.ToMillisecondsUp())], cohort);
        var tallies = await scope.ForEachAsync(() => new StickinessTally(periods));
        foreach (var tally in tallies.Skip(1))
            tallies[0].Merge(tally);
        return new StickinessAnswer(
            [.. starts[..^1].Select((start, period) => new StickinessCount(start, tallies[0].Of(period)))], run.Meta());
    }
}
