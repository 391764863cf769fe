using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Snapshots;

/// <summary>Which periods are to be written.</summary>
internal static class DuePeriods
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    /// <param name="calendar">The tenant's.</param>
    /// <param name="first">When the first event happened.</param>
    /// <param name="notBefore">No period that begins earlier: its raw events are not all there.</param>
    /// <param name="until">No period that ends later: it is not over.</param>
    /// <param name="covered">Those that need not be written.</param>
    /// <returns>In the order in which they end; hours together, by days of UTC.</returns>
    public static ImmutableArray<SnapshotPeriod> Of(
        QueryCalendar calendar, DateTimeOffset first, DateTimeOffset notBefore, DateTimeOffset until,
        IReadOnlyCollection<SnapshotPeriod> covered)
    {
        var from = first > notBefore ? first : notBefore;
        return from >= until
            ? []
            :
            [
                .. Hours(from, notBefore, until, covered)
                    .Concat(Buckets(SnapshotGrain.Day, Interval.Day, calendar, from, until))
                    .Concat(Buckets(SnapshotGrain.Week, Interval.Week, calendar, from, until))
                    .Concat(Buckets(SnapshotGrain.Month, Interval.Month, calendar, from, until))
                    .Where(period => period.From >= notBefore)
                    .Except(covered)
                    .OrderBy(period => period.To).ThenBy(period => period.Grain),
            ];
    }

    private static IEnumerable<SnapshotPeriod> Buckets(
        SnapshotGrain grain, Interval interval, QueryCalendar calendar, DateTimeOffset from, DateTimeOffset until)
    {
        DateTimeOffset? before = null;
        foreach (var start in CalendarBuckets.Starts(from, interval, calendar.Zone, calendar.WeekStart))
        {
            if (start > until)
                yield break;
            if (before is { } first && first < start)
                yield return new SnapshotPeriod(grain, first, start);
            before = start;
        }
    }

    // What is missing of a day is one period, so that a past day is one question.
    private static IEnumerable<SnapshotPeriod> Hours(
        DateTimeOffset from, DateTimeOffset notBefore, DateTimeOffset until, IReadOnlyCollection<SnapshotPeriod> covered)
    {
        var known = covered.Where(period => period.Grain is SnapshotGrain.Hour).SelectMany(HoursOf).ToHashSet();
        var hour = Floor(from);
        DateTimeOffset? open = null;
        for (hour = hour < notBefore ? hour + _hour : hour; hour + _hour <= until; hour += _hour)
        {
            if (open is { } start && (known.Contains(hour) || hour.TimeOfDay == TimeSpan.Zero))
            {
                yield return new SnapshotPeriod(SnapshotGrain.Hour, start, hour);
                open = null;
            }
            if (!known.Contains(hour))
                open ??= hour;
        }
        if (open is { } last)
            yield return new SnapshotPeriod(SnapshotGrain.Hour, last, hour);
    }

    private static IEnumerable<DateTimeOffset> HoursOf(SnapshotPeriod period)
    {
        for (var hour = period.From; hour < period.To; hour += _hour)
            yield return hour;
    }

    private static DateTimeOffset Floor(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerHour));
    }
}
