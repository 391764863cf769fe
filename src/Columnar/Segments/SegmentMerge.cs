using System.Collections.Immutable;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Writes neighbouring segments as one, column by column, so that no more than the row order and one column are
/// held, and those outside the managed heap.
/// </summary>
internal sealed class SegmentMerge(ImmutableArray<Segment> sources, CancellationToken cancellationToken) : IDisposable
{
    private const int RowsPerCheck = 1 << 16;
    private readonly NativeBuffer<Place> _order = new();
    private readonly ColumnBuilder _column = new();

    /// <summary>Where a row of the new segment comes from.</summary>
    private readonly record struct Place(int Source, int Row);

    public void Write(ISegmentSink sink)
    {
        var writer = new SegmentWriter(sink);
        WriteActors(writer);
        WriteValues(writer, SectionKind.Times, place => sources[place.Source].Times[place.Row]);
        var after = sources[0].After;
        WriteValues(writer, SectionKind.Positions, place =>
            (uint)(sources[place.Source].After - after) + sources[place.Source].Positions[place.Row]);
        WriteEventIds(writer);
        WriteNameTotals(writer);
        WriteCodes(writer, SectionKind.Names, 0);
        WriteCodes(writer, SectionKind.Sessions, 0);
        WriteSequences(writer);
        foreach (var (kind, id) in SectionsOf(SectionKind.Text, SectionKind.Boolean))
            WriteCodes(writer, kind, id);
        foreach (var (_, id) in SectionsOf(SectionKind.Number))
            WriteNumbers(writer, id);
        foreach (var (_, id) in SectionsOf(SectionKind.Dictionary))
            WriteDictionary(writer, id);
        writer.Finish(after, sources[^1].Through, _order.Count);
    }

    public void Dispose()
    {
        _order.Dispose();
        _column.Dispose();
    }

    private void WriteActors(SegmentWriter writer)
    {
        using var actors = new NativeBuffer<uint>();
        using var starts = new NativeBuffer<uint>();
        var runs = new int[sources.Length];
        while (NextActor(runs) is { } actor)
        {
            actors.Add(actor);
            starts.Add((uint)_order.Count);
            MergeActor(actor, runs);
            cancellationToken.ThrowIfCancellationRequested();
        }
        starts.Add((uint)_order.Count);
        writer.Section<uint>(SectionKind.Actors, actors.Span);
        writer.Section<uint>(SectionKind.ActorStarts, starts.Span);
    }

    private uint? NextActor(int[] runs)
    {
        uint? next = null;
        for (var source = 0; source < sources.Length; source++)
            if (runs[source] < sources[source].Actors.Length
                && (next is null || sources[source].Actors[runs[source]] < next))
                next = sources[source].Actors[runs[source]];
        return next;
    }

    // Few sources have the same actor: each step takes the least of their next rows.
    private void MergeActor(uint actor, int[] runs)
    {
        Span<Place> next = stackalloc Place[sources.Length];
        Span<int> ends = stackalloc int[sources.Length];
        var live = 0;
        for (var source = 0; source < sources.Length; source++)
        {
            if (runs[source] >= sources[source].Actors.Length || sources[source].Actors[runs[source]] != actor)
                continue;
            next[live] = new Place(source, (int)sources[source].ActorStarts[runs[source]]);
            ends[live++] = (int)sources[source].ActorStarts[++runs[source]];
        }
        while (live > 0)
        {
            var least = 0;
            for (var i = 1; i < live; i++)
                if (Precedes(next[i], next[least]))
                    least = i;
            _order.Add(next[least]);
            next[least] = next[least] with { Row = next[least].Row + 1 };
            if (next[least].Row < ends[least])
                continue;
            live--;
            (next[least], ends[least]) = (next[live], ends[live]);
        }
    }

    private bool Precedes(Place left, Place right)
    {
        var (a, b) = (sources[left.Source], sources[right.Source]);
        var byTime = a.Times[left.Row].CompareTo(b.Times[right.Row]);
        return byTime != 0 ? byTime < 0 : RowOrder.CompareTies(a, left.Row, b, right.Row) < 0;
    }

    private void WriteValues<T>(SegmentWriter writer, SectionKind kind, Func<Place, T> read)
        where T : unmanaged
    {
        using var values = new NativeBuffer<T>();
        var room = values.Append(_order.Count);
        for (var i = 0; i < room.Length; i++)
            room[i] = read(_order[i]);
        writer.Section<T>(kind, values.Span);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void WriteEventIds(SegmentWriter writer)
    {
        long end = 0;
        WriteValues(writer, SectionKind.EventIdEnds, place => end += sources[place.Source].EventId(place.Row).Length);
        writer.Begin();
        using var block = new NativeBuffer<byte>();
        foreach (var place in _order.Span)
        {
            block.Append(sources[place.Source].EventId(place.Row));
            if (block.Count < RowsPerCheck)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            writer.Write<byte>(block.Span);
            block.Clear();
        }
        writer.Write<byte>(block.Span);
        writer.End(SectionKind.EventIdBytes, SectionEncoding.Plain, 0, _order.Count);
    }

    private void WriteNameTotals(SegmentWriter writer)
    {
        var totals = new Dictionary<uint, NameTotal>();
        foreach (var source in sources)
            foreach (var total in source.NameTotals)
                totals[total.Name] = totals.TryGetValue(total.Name, out var other)
                    ? new NameTotal(
                        total.Name,
                        total.Count + other.Count,
                        Math.Min(total.First, other.First),
                        Math.Max(total.Last, other.Last))
                    : total;
        writer.Section<NameTotal>(SectionKind.NameTotals, totals.Values.ToArray());
    }

    private void WriteSequences(SegmentWriter writer)
    {
        _column.Clear();
        for (var row = 0; row < _order.Count; row++)
            if (sources[_order[row].Source].Sequence(_order[row].Row) is { } sequence)
                _column.Add(row, sequence);
        _column.WriteSparse(writer, SectionKind.Sequences);
    }

    private void WriteCodes(SegmentWriter writer, SectionKind kind, uint id)
    {
        _column.Clear();
        var readers = sources.Select(source => new CodeCursor(source, kind, id)).ToArray();
        for (var row = 0; row < _order.Count; row++)
            if (readers[_order[row].Source].Next(_order[row].Row) is > 0 and var code)
                _column.Add(row, code);
        _column.WriteCodes(writer, kind, id, _order.Count);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void WriteNumbers(SegmentWriter writer, uint id)
    {
        _column.Clear();
        var readers = sources.Select(source => new NumberCursor(source, id)).ToArray();
        for (var row = 0; row < _order.Count; row++)
            if (readers[_order[row].Source].TryNext(_order[row].Row, out var value, out var scale))
                _column.Add(row, value, scale);
        _column.WriteNumbers(writer, id, _order.Count);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void WriteDictionary(SegmentWriter writer, uint id)
    {
        var (first, count, bytes) = (0u, 0, 0u);
        writer.Begin();
        foreach (var source in sources)
        {
            var part = source.Part(id);
            if (part.Count == 0)
                continue;
            first = count == 0 ? part.FirstCode : first;
            foreach (var end in part.Ends)
                writer.Write<uint>([checked(bytes + end)]);
            bytes = checked(bytes + (uint)part.Bytes.Length);
            count += part.Count;
        }
        writer.AlignContent();
        foreach (var source in sources)
            writer.Write(source.Part(id).Bytes);
        writer.End(SectionKind.Dictionary, SectionEncoding.Plain, id, count, first);
    }

    private IEnumerable<(SectionKind Kind, uint Id)> SectionsOf(params SectionKind[] kinds) => sources
        .SelectMany(source => source.Sections)
        .Where(section => kinds.Contains(section.Kind))
        .Select(section => (section.Kind, section.Id))
        .Distinct();
}
