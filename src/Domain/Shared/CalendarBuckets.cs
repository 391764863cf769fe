using System.Collections.Immutable;

namespace Analytics.Domain.Shared;

/// <summary>Cuts a range into the buckets of a local calendar.</summary>
public static class CalendarBuckets
{
    /// <summary>
    /// Boundaries of the buckets that the range touches, ascending, the first being the range's start and the last
    /// its end: a bucket that the range cuts keeps the part inside.
    /// </summary>
    /// <param name="range">What is cut.</param>
    /// <param name="interval">Width of a bucket; an hour is one elapsed hour, the others are local dates.</param>
    /// <param name="zone">Whose calendar.</param>
    /// <param name="weekStart">First day of a week bucket.</param>
    /// <param name="limit">Gives up after so many buckets, so that a hostile range costs nothing.</param>
    /// <returns>The boundaries, or <c>TOO_MANY_BUCKETS</c>.</returns>
    public static Result<ImmutableArray<DateTimeOffset>> Edges(
        TimeRange range, Interval interval, TimeZoneInfo zone, DayOfWeek weekStart, int limit)
    {
        var edges = ImmutableArray.CreateBuilder<DateTimeOffset>();
        edges.Add(range.From);
        foreach (var start in Starts(range.From, interval, zone, weekStart))
        {
            if (start >= range.To)
                break;
            if (start > edges[^1])
                edges.Add(start);
            if (edges.Count > limit)
                return Problem.Invalid(
                    "TOO_MANY_BUCKETS",
                    $"The range has more than {limit} buckets: widen 'interval' or shorten 'range'.",
                    "interval");
        }

        edges.Add(range.To);
        return edges.ToImmutable();
    }

    /// <summary>First instant of the whole bucket that contains an instant.</summary>
    public static DateTimeOffset StartOf(
        DateTimeOffset instant, Interval interval, TimeZoneInfo zone, DayOfWeek weekStart)
    {
        if (interval is not Interval.Hour)
            return LocalCalendar.StartOfDay(FirstDay(LocalCalendar.DayOf(instant, zone), interval, weekStart), zone);
        var local = LocalCalendar.ToLocal(instant, zone);
        return instant.ToUniversalTime() - TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerHour);
    }

    /// <summary>First instant after the whole bucket that contains an instant.</summary>
    public static DateTimeOffset EndOf(
        DateTimeOffset instant, Interval interval, TimeZoneInfo zone, DayOfWeek weekStart) =>
        Starts(instant, interval, zone, weekStart).First(start => start > instant);

    /// <summary>First instants of the whole bucket that contains an instant and of all after it, without an end; a
    /// local day that the zone's clocks leave out starts where the next one does.</summary>
    public static IEnumerable<DateTimeOffset> Starts(
        DateTimeOffset from, Interval interval, TimeZoneInfo zone, DayOfWeek weekStart)
    {
        if (interval is Interval.Hour)
        {
            for (var hour = StartOf(from, interval, zone, weekStart); ; hour = hour.AddHours(1))
                yield return hour;
        }

        for (var day = FirstDay(LocalCalendar.DayOf(from, zone), interval, weekStart);
             day < LastDay;
             day = Next(day, interval))
            yield return LocalCalendar.StartOfDay(day, zone);
    }

    private static readonly DateOnly LastDay = new(9990, 1, 1);

    private static DateOnly FirstDay(DateOnly day, Interval interval, DayOfWeek weekStart) => interval switch
    {
        Interval.Day => day,
        Interval.Week => day.AddDays(-(((int)day.DayOfWeek - (int)weekStart + 7) % 7)),
        Interval.Month => new DateOnly(day.Year, day.Month, 1),
        Interval.Quarter => new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        Interval.Year => new DateOnly(day.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "No calendar interval."),
    };

    private static DateOnly Next(DateOnly day, Interval interval) => interval switch
    {
        Interval.Day => day.AddDays(1),
        Interval.Week => day.AddDays(7),
        Interval.Month => day.AddMonths(1),
        Interval.Quarter => day.AddMonths(3),
        _ => day.AddYears(1),
    };
}
