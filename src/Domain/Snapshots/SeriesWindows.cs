using System.Collections.Immutable;
using Analytics.Domain.Series;

namespace Analytics.Domain.Snapshots;

/// <summary>The time that a series reads, cut so that every point, and the total, is made of whole cuts.</summary>
internal sealed class SeriesWindows
{
    private readonly Dictionary<DateTimeOffset, int> _index;

    /// <param name="query">The series.</param>
    /// <param name="rawFrom">Is a cut, too, where it lies within.</param>
    public SeriesWindows(SeriesQuery query, DateTimeOffset rawFrom)
    {
        var edges = query.Edges;
        Points = Of(query, edges);
        var cuts = new SortedSet<DateTimeOffset>(edges);
        foreach (var (from, _) in Points)
            cuts.Add(from);
        if (cuts.Min < rawFrom && rawFrom < cuts.Max)
            cuts.Add(rawFrom);
        Cuts = [.. cuts];
        _index = Cuts.Index().ToDictionary(cut => cut.Item, cut => cut.Index);
        Total = (query.Range.From, query.Range.To);
    }

    /// <summary>Ascending.</summary>
    public ImmutableArray<DateTimeOffset> Cuts { get; }

    /// <summary>What each point is computed over.</summary>
    public ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Points { get; }

    /// <summary>What the total is computed over.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Total { get; }

    /// <summary>Stretches between cuts that are looked at for all points and the total.</summary>
    public long Visits => Points.Sum(Length) + Length(Total);

    /// <summary>The stretches between cuts of a window, by index of their first cut.</summary>
    public Range Stretches((DateTimeOffset From, DateTimeOffset To) window) => _index[window.From].._index[window.To];

    private long Length((DateTimeOffset From, DateTimeOffset To) window) => _index[window.To] - _index[window.From];

    // As SeriesQuery.WindowOf, for all points in one walk.
    private static ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Of(
        SeriesQuery query, ImmutableArray<DateTimeOffset> edges)
    {
        var starts = new List<DateTimeOffset>(edges.Take(edges.Length - 1));
        if (query.Rolling > 1 && query.Interval is { } interval)
        {
            var (zone, weekStart) = query.Calendar;
            var start = CalendarBuckets.StartOf(edges[0], interval, zone, weekStart);
            starts[0] = start;
            for (var back = 1; back < query.Rolling; back++)
            {
                // No event is older.
                if (start > DateTimeOffset.UnixEpoch)
                    start = CalendarBuckets.StartOf(start.AddMilliseconds(-1), interval, zone, weekStart);
                starts.Insert(0, start);
            }
        }
        return
        [
            .. Enumerable.Range(0, edges.Length - 1)
                .Select(point => (query.Cumulative ? edges[0] : starts[point], edges[point + 1])),
        ];
    }
}
