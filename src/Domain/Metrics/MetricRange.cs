using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A range with its buckets, and with the days whose figures stand for buckets of trailing days.</summary>
/// <param name="Range">What is asked for.</param>
/// <param name="Edges">Boundaries of the buckets; those of the range alone without an interval.</param>
/// <param name="Days">The days that trailing parts are asked for.</param>
/// <param name="LastDays">By bucket, which of <paramref name="Days"/> is its last.</param>
internal sealed record MetricRange(
    TimeRange Range, ImmutableArray<DateTimeOffset> Edges, TimeRange Days, ImmutableArray<int> LastDays)
{
    public static Result<MetricRange> Create(TimeRange range, Interval? interval, QueryCalendar calendar)
    {
        if (interval is not { } width)
            return new MetricRange(range, [range.From, range.To], LastDay(range, calendar), [0]);
        if (!Cut(range, width, calendar).TryGet(out var edges, out var problem)
            || !Cut(range, Interval.Day, calendar).TryGet(out var days, out problem))
            return problem;
        var last = ImmutableArray.CreateBuilder<int>(edges.Length - 1);
        var day = 0;
        for (var bucket = 0; bucket < edges.Length - 1; bucket++)
        {
            while (day < days.Length - 2 && days[day + 1] < edges[bucket + 1])
                day++;
            last.Add(day);
        }

        return new MetricRange(range, edges, range, last.MoveToImmutable());
    }

    private static Result<ImmutableArray<DateTimeOffset>> Cut(TimeRange range, Interval width, QueryCalendar calendar) =>
        CalendarBuckets.Edges(range, width, calendar.Zone, calendar.WeekStart, QueryRules.MaxBuckets);

    private static TimeRange LastDay(TimeRange range, QueryCalendar calendar)
    {
        var start = CalendarBuckets.StartOf(range.To.AddTicks(-1), Interval.Day, calendar.Zone, calendar.WeekStart);
        return start > range.From ? TimeRange.Create(start, range.To).Value : range;
    }
}
