using Analytics.Domain.Lifecycle;

namespace Analytics.TestKit;

/// <summary>Lifecycle by its definition: the periods in which each actor was active.</summary>
internal static class SlowLifecycle
{
    public static LifecycleAnswer Answer(SlowData data, LifecycleQuery query)
    {
        var (zone, weekStart) = query.Calendar;
        DateTimeOffset PeriodOf(DateTimeOffset time) => CalendarBuckets.StartOf(time, query.Period, zone, weekStart);
        var actors = data.Of(query.Cohort)
            .Where(one => one.Actor is not null && one.Time < query.Range.To)
            .Where(one => one.Matches(query.Activity) && one.Matches(query.Filter))
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .Select(actor => (
                All: actor.Select(one => PeriodOf(one.Time)).ToHashSet(),
                Shown: actor.Where(one => one.Time >= query.Range.From).Select(one => PeriodOf(one.Time)).ToHashSet()))
            .ToList();
        return new LifecycleAnswer([.. SlowPeriods.Of(query, query.Period).Select(Count)], data.Log.Meta);

        LifecycleCount Count((DateTimeOffset From, DateTimeOffset To) inside)
        {
            var period = PeriodOf(inside.From);
            var before = PeriodOf(period.AddTicks(-1));
            var active = actors.Where(actor => actor.Shown.Contains(period)).ToList();
            return new LifecycleCount(
                inside.From,
                active.Count(actor => actor.All.Min() == period),
                active.Count(actor => actor.All.Contains(before)),
                active.Count(actor => actor.All.Min() < before && !actor.All.Contains(before)),
                actors.Count(actor => actor.All.Contains(before) && !actor.Shown.Contains(period)));
        }
    }
}
