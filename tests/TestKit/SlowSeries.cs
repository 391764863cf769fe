using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>A series by its definition.</summary>
internal static class SlowSeries
{
    public static Result<SeriesAnswer> Answer(SlowData data, SeriesQuery query)
    {
        var windows = Windows(query);
        // Points look back before the range: what they see there counts for which groups there are, too.
        var first = windows.Select(window => window.From).Append(query.Range.From).Min();
        var read = data.Of(query.Cohort)
            .Where(one => one.Time >= first && one.Time < query.Range.To)
            .Where(one => one.Matches(query.Measure.Events) && one.Matches(query.Filter))
            .ToList();
        var groups = query.Breakdown is { } breakdown
            ? read.GroupBy(one => one.Key(breakdown.Dimensions)).ToDictionary(group => group.Key, group => group.ToList())
            : [];
        var shown = query.Breakdown is null
            ? []
            : SlowGroups.Shown(query.Breakdown, groups.Keys, key => Total(data, query, groups[key]));
        var cells = (shown.Length + 2L) * query.Edges.Length;
        if (cells > SeriesQuery.MaxCells)
            return Problem.Invalid("QUERY_TOO_LARGE", $"{cells} cells.");
        var rest = groups.Where(group => !shown.Contains(group.Key)).SelectMany(group => group.Value).ToList();
        return new SeriesAnswer(
            Values(data, query, windows, read),
            [.. shown.Select(key => new SeriesGroup(key, Values(data, query, windows, groups.GetValueOrDefault(key) ?? [])))],
            rest.Count > 0 ? Values(data, query, windows, rest) : null,
            groups.Count,
            data.Log.Meta);
    }

    /// <summary>The events over which a point is computed, or the total.</summary>
    public static IEnumerable<SlowEvent> Behind(SlowData data, SeriesQuery query, FigurePlace.Bucket place) =>
        data.Of(query.Cohort)
            .Where(one => place.Index is { } point
                ? Windows(query)[point] is var window && one.Time >= window.From && one.Time < window.To
                : query.Range.Contains(one.Time))
            .Where(one => one.Matches(query.Measure.Events) && one.Matches(query.Filter))
            .Where(one => place.Group is not { } group || one.Key(query.Breakdown!.Dimensions) == group);

    /// <summary>The ids, as sent, of the events in each bucket and group.</summary>
    public static SeriesActorsAnswer Actors(SlowData data, SeriesQuery query)
    {
        var edges = query.Edges;
        return new SeriesActorsAnswer(
            [
                .. data.Of(query.Cohort)
                    .Where(one => one.Actor is not null && query.Range.Contains(one.Time))
                    .Where(one => one.Matches(query.Measure.Events) && one.Matches(query.Filter))
                    .GroupBy(one => (
                        Bucket: edges.Count(edge => edge <= one.Time) - 1,
                        Group: query.Breakdown is { } breakdown ? one.Key(breakdown.Dimensions) : default(GroupKey?)))
                    .OrderBy(cell => cell.Key.Bucket).ThenBy(cell => cell.Key.Group)
                    .Select(cell => new SeriesActors(
                        cell.Key.Bucket, cell.Key.Group,
                        [.. cell.Select(one => one.Logged.Actor!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
            ],
            data.Log.Meta);
    }

    private static decimal? Total(SlowData data, SeriesQuery query, IEnumerable<SlowEvent> events) =>
        SlowFigures.Value(data, query.Measure, events.Where(one => query.Range.Contains(one.Time)));

    private static SeriesValues Values(
        SlowData data, SeriesQuery query, List<(DateTimeOffset From, DateTimeOffset To)> windows, List<SlowEvent> events) =>
        new(
            Total(data, query, events),
            [
                .. windows.Select(window => SlowFigures.Value(
                    data, query.Measure, events.Where(one => one.Time >= window.From && one.Time < window.To))),
            ]);

    // What each point is computed over.
    private static List<(DateTimeOffset From, DateTimeOffset To)> Windows(SeriesQuery query)
    {
        var edges = query.Edges;
        return [.. Enumerable.Range(0, edges.Length - 1).Select(bucket => (From(query, edges, bucket), edges[bucket + 1]))];
    }

    private static DateTimeOffset From(SeriesQuery query, ImmutableArray<DateTimeOffset> edges, int bucket)
    {
        if (query.Cumulative)
            return query.Range.From;
        if (query.Rolling == 1 || query.Interval is not { } interval)
            return edges[bucket];
        var (zone, weekStart) = query.Calendar;
        var start = CalendarBuckets.StartOf(edges[bucket], interval, zone, weekStart);
        for (var back = 1; back < query.Rolling; back++)
            start = CalendarBuckets.StartOf(start.AddMilliseconds(-1), interval, zone, weekStart);
        return start;
    }
}
