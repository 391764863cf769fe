using Analytics.Domain.Lifecycle;

namespace Analytics.TestKit;

/// <summary>Stickiness by its definition: the local days on which each actor was active.</summary>
internal static class SlowStickiness
{
    public static StickinessAnswer Answer(SlowData data, StickinessQuery query)
    {
        var (zone, weekStart) = query.Calendar;
        var days = SlowPeriods.Of(query, Interval.Day).ToList();
        var actors = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && query.Range.Contains(one.Time))
            .Where(one => one.Matches(query.Activity) && one.Matches(query.Filter))
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .Select(actor => actor.Select(one => CalendarBuckets.StartOf(one.Time, Interval.Day, zone, weekStart)).Distinct().ToList())
            .ToList();
        return new StickinessAnswer(
            [
                .. SlowPeriods.Of(query, query.Period).Select(period =>
                {
                    var start = CalendarBuckets.StartOf(period.From, query.Period, zone, weekStart);
                    var active = actors
                        .Select(actor => actor.Count(day => day >= start && day < period.To))
                        .ToList();
                    return new StickinessCount(
                        period.From,
                        [
                            .. Enumerable.Range(1, days.Count(day => day.From >= period.From && day.From < period.To))
                                .Select(number => (long)active.Count(count => count == number)),
                        ]);
                }),
            ],
            data.Log.Meta);
    }
}
