using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Which buckets of a scan each point of a series is computed over: from one to another, both included.</summary>
internal sealed class PointWindows
{
    private readonly int[] _from;
    private readonly int[] _firstPoint;
    private readonly int[] _lastPoint;

    /// <param name="layout">The scan's buckets.</param>
    /// <param name="rolling">Calendar buckets of a point.</param>
    /// <param name="cumulative">Whether a point reaches back to the start of the range.</param>
    public PointWindows(BucketLayout layout, int rolling, bool cumulative)
    {
        (Before, Points) = (layout.Before, layout.Count - layout.Before);
        _from = new int[Points];
        _firstPoint = new int[layout.Count];
        _lastPoint = new int[layout.Count];
        Array.Fill(_firstPoint, Points);
        Array.Fill(_lastPoint, -1);
        for (var point = 0; point < Points; point++)
        {
            _from[point] = cumulative ? Before : rolling == 1 ? Before + point : layout.FirstOf(point - rolling + 1);
            for (var bucket = _from[point]; bucket <= Before + point; bucket++)
            {
                _firstPoint[bucket] = Math.Min(_firstPoint[bucket], point);
                _lastPoint[bucket] = point;
            }
        }
    }

    public int Points { get; }

    /// <summary>Buckets before the range.</summary>
    public int Before { get; }

    public int From(int point) => _from[point];

    public int To(int point) => Before + point;

    /// <summary>The first point that a bucket counts in; <see cref="Points"/> for none.</summary>
    public ReadOnlySpan<int> FirstPoint => _firstPoint;

    /// <summary>The last point that a bucket counts in; -1 for none.</summary>
    public ReadOnlySpan<int> LastPoint => _lastPoint;
}

/// <summary>The buckets of a scan: whole calendar buckets that rolling points look back over, then those of the range.</summary>
internal sealed class BucketLayout
{
    private readonly int _first;

    /// <param name="query">Whose range and calendar.</param>
    /// <param name="lookBack">Calendar buckets to have before the range's first one.</param>
    public BucketLayout(SeriesQuery query, int lookBack)
    {
        var edges = ImmutableArray.CreateBuilder<DateTimeOffset>();
        if (lookBack > 0 && query.Interval is { } interval)
        {
            var start = CalendarBuckets.StartOf(query.Range.From, interval, query.Calendar.Zone, query.Calendar.WeekStart);
            edges.Add(start);
            for (var i = 0; i < lookBack; i++)
                edges.Add(start = CalendarBuckets.StartOf(
                    start.AddTicks(-1), interval, query.Calendar.Zone, query.Calendar.WeekStart));
            edges.Reverse();
            if (edges[^1] == query.Range.From)
                edges.RemoveAt(edges.Count - 1);
        }
        (_first, Before) = (edges.Count == 0 ? 0 : lookBack, edges.Count);
        edges.AddRange(query.Edges);
        Edges = [.. edges.Select(edge => edge.ToMillisecondsUp())];
    }

    /// <summary>Milliseconds, ascending, one more than there are buckets.</summary>
    public long[] Edges { get; }

    public int Count => Edges.Length - 1;

    /// <summary>Buckets before the range; one more than was looked back when the range cuts its first calendar bucket.</summary>
    public int Before { get; }

    /// <summary>The first bucket of a calendar bucket, counted from the one in which the range starts.</summary>
    public int FirstOf(int calendarBucket) =>
        calendarBucket > 0 ? Before + calendarBucket : Math.Max(0, _first + calendarBucket);
}
