using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>Whose days and weeks make the buckets.</summary>
/// <param name="Zone">An IANA time zone.</param>
/// <param name="WeekStart">First day of a week.</param>
public sealed record QueryCalendar(TimeZoneInfo Zone, DayOfWeek WeekStart)
{
    /// <summary>UTC with weeks from Monday.</summary>
    public static QueryCalendar Utc { get; } = new(TimeZoneInfo.Utc, DayOfWeek.Monday);

    /// <summary>Which buckets of a range are whole and over.</summary>
    /// <param name="range">What is cut, into at most <see cref="QueryRules.MaxBuckets"/>.</param>
    /// <param name="interval">Width of a bucket.</param>
    /// <param name="now">Buckets that end later are not over.</param>
    public ImmutableArray<bool> CompleteBuckets(TimeRange range, Interval interval, DateTimeOffset now)
    {
        var edges = CalendarBuckets.Edges(range, interval, Zone, WeekStart, QueryRules.MaxBuckets).Value;
        var complete = new bool[edges.Length - 1];
        for (var i = 0; i < complete.Length; i++)
            complete[i] = edges[i + 1] <= now;
        complete[0] &= CalendarBuckets.StartOf(edges[0], interval, Zone, WeekStart) == edges[0];
        complete[^1] &= CalendarBuckets.EndOf(edges[^2], interval, Zone, WeekStart) == edges[^1];
        return [.. complete];
    }
}
