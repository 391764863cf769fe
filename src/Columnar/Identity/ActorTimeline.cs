using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Identity;

/// <summary>Lists one actor's events, whatever ids they were sent with: reads that actor's rows alone.</summary>
internal static class ActorTimeline
{
    public static TimelineAnswer Answer(QueryRun run, TimelineQuery query, ActorSet? cohort)
    {
        var snapshot = run.Snapshot;
        var id = snapshot.Dictionary(DictionaryId.Actors).Find(query.Actor);
        var map = snapshot.ActorProperties.MapOf(snapshot);
        if (id == 0 || map.IsErased(id) || cohort?.Contains(map.ActorOf(id)) == false)
            return new TimelineAnswer(0, [], run.Meta());
        var columns = new ShardColumns();
        var selector = new RowSelector(
            snapshot, new EventSelector(query.Events), query.Filter,
            query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        selector.AddColumns(columns);
        using var reader = new ShardReader(snapshot, columns, query.IncludeBots);
        var actor = map.ActorOf(id);
        var rows = reader.Read(actor, actor + 1);
        run.Take(rows.Rows);
        using var bits = new NativeBuffer<ulong>();
        bits.Reset(RowBitsKernel.Words(rows.Rows));
        if (rows.Rows == 0 || !selector.Select(rows, bits.Span))
            return new TimelineAnswer(0, [], run.Meta());
        var count = RowBitsKernel.Count(bits.Span, 0, rows.Rows);
        var end = (int)Math.Min(query.Before ?? count, count);
        var places = List(snapshot, rows, bits.Span, Math.Max(0, end - query.Limit), end);
        return new TimelineAnswer(count, [.. Enumerable.Reverse(places)], run.Meta());
    }

    // Those of the rows that count from one to before another, in their order.
    private static List<EventPlace> List(Snapshot snapshot, ShardRows rows, ReadOnlySpan<ulong> bits, int from, int to)
    {
        var places = new List<EventPlace>(to - from);
        var (at, piece, start) = (0, 0, 0);
        for (var row = RowBitsKernel.First(bits, 0, rows.Rows); row < rows.Rows && at < to; row = RowBitsKernel.First(bits, row + 1, rows.Rows))
        {
            if (at++ < from)
                continue;
            var pieces = rows.Order.Pieces;
            while (start + pieces[piece].Count <= row)
                start += pieces[piece++].Count;
            var segment = snapshot.Segments[pieces[piece].Segment];
            var position = segment.After + segment.Positions[pieces[piece].Row + row - start];
            places.Add(new EventPlace(position, DateTimeOffset.FromUnixTimeMilliseconds(rows.Times.At(row))));
        }
        return places;
    }
}
