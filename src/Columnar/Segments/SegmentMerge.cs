using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Writes neighbouring segments as one, what the overlay says of them folded in. Column by column, so that no more than
/// the order of the rows and a block of one column are held, and those outside the managed heap.
/// </summary>
internal sealed class SegmentMerge : IDisposable
{
    private const int BytesPerCheck = 1 << 20;
    private readonly Snapshot _snapshot;
    private readonly Segment[] _sources;
    private readonly int _first;
    private readonly CancellationToken _cancellationToken;
    private readonly PieceList _order = new();
    private readonly SourcePages _pages;
    private readonly int _peopleRuns;

    /// <param name="snapshot">Held by the caller until this is disposed.</param>
    /// <param name="segments">Which of its segments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public SegmentMerge(Snapshot snapshot, Range segments, CancellationToken cancellationToken)
    {
        (_snapshot, _cancellationToken) = (snapshot, cancellationToken);
        (_first, var count) = segments.GetOffsetAndLength(snapshot.Segments.Length);
        _sources = [.. snapshot.Segments.Slice(_first, count)];
        _pages = new SourcePages(_sources);
        using (var people = new RunMerge(snapshot, segments, people: true, bots: false))
            people.Append(0, uint.MaxValue, _order);
        _peopleRuns = _order.Actors.Length;
        using (var bots = new RunMerge(snapshot, segments, people: false, bots: true))
            bots.Append(0, uint.MaxValue, _order);
        _order.End();
    }

    private int Rows => _order.Rows;

    public void Write(ISegmentSink sink)
    {
        var writer = new SegmentWriter(new MergeSink(sink, _pages));
        writer.Section(SectionKind.Actors, _order.Actors);
        writer.Section(SectionKind.ActorStarts, _order.Starts);
        var (first, last) = (long.MaxValue, long.MinValue);
        if (Rows > 0)
        {
            (first, last) = WriteTimesAndNames(writer);
            WriteSessions(writer);
            WriteOwnIds(writer);
            WritePositions(writer);
            WriteEventIds(writer);
            using var columns = new ColumnMerge(_sources, new MergeOrder(_order, _first, _pages), _cancellationToken);
            columns.Write(writer);
        }
        foreach (var dictionary in _sources.SelectMany(source => source.Sections)
            .Where(section => section.Kind is SectionKind.Dictionary).Select(section => section.Id).Distinct())
            WriteDictionary(writer, dictionary);
        EntrySections.Merge(writer, _sources, _snapshot.Removed);
        writer.Finish(new SegmentFooter
        {
            After = _sources[0].After,
            Through = _sources[^1].Through,
            Arranged = _snapshot.Position,
            FirstTime = first,
            LastTime = last,
            Rows = Rows,
            PeopleRuns = _peopleRuns,
        });
    }

    public void Dispose() => _order.Dispose();

    private (long First, long Last) WriteTimesAndNames(SegmentWriter writer)
    {
        using var times = Over(source => source.Times, static (in TimeColumn column, int row, Span<long> into) => column.Read(row, into));
        using var names = Over(source => source.Names, static (in CodeColumn column, int row, Span<uint> into) => column.Read(row, into));
        var counted = new NameTotals((int)_order.Starts[_peopleRuns]);
        for (var block = times.Next(); !block.IsEmpty; block = times.Next())
            counted.Add(names.Next(), block);
        var totals = counted.All;
        var (first, last) = (totals.Min(total => total.First), totals.Max(total => total.Last));
        var known = _sources.MaxBy(source => source.Rows)!.TimeForm;
        WriteTimes(writer, times, known.Holds(first, last) ? known : TimeForm.Of(first, last));
        var form = new ColumnForm(SectionEncoding.Dense, ColumnForm.WidthOf(totals.Max(total => total.Name)));
        names.Restart();
        writer.Begin();
        for (var block = names.Next(); !block.IsEmpty; block = names.Next())
            writer.WriteCodes(block, form.Width);
        writer.End(SectionKind.Names, form, 0, Rows);
        writer.Section<NameTotal>(SectionKind.NameTotals, totals);
        return (first, last);
    }

    private void WriteTimes(SegmentWriter writer, MergedRows<TimeColumn, long> times, TimeForm form)
    {
        times.Restart();
        writer.Begin();
        for (var block = times.Next(); !block.IsEmpty; block = times.Next())
            TimeWriter.WriteHigh(writer, block, form);
        TimeWriter.EndHigh(writer, Rows, form);
        if (form.Shift == 0)
            return;
        times.Restart();
        writer.Begin();
        for (var block = times.Next(); !block.IsEmpty; block = times.Next())
            TimeWriter.WriteLow(writer, block, form);
        TimeWriter.EndLow(writer, Rows, form);
    }

    private void WriteSessions(SegmentWriter writer)
    {
        if (Array.TrueForAll(_sources, source => source.Sessions.IsAbsent))
            return;
        using var hashes = new NativeBuffer<ulong>();
        var values = hashes.Append(Rows);
        Gather(source => source.Sessions, values, static (in column, row, into) => column.Read(row, into));
        RowWriter.WriteSessions(writer, values, _order.Starts);
    }

    private void WriteOwnIds(SegmentWriter writer)
    {
        using var own = new ColumnBuilder();
        using var block = new NativeBuffer<uint>();
        var (row, run) = (0, 0);
        foreach (var piece in _order.Pieces)
        {
            var column = _snapshot.Segments[piece.Segment].OwnIds;
            if (column.IsAbsent && piece.MovedFrom == 0)
            {
                row += piece.Count;
                continue;
            }
            block.Clear();
            var ids = block.Append(piece.Count);
            column.Read(piece.Row, ids);
            foreach (var id in ids)
            {
                while (_order.Starts[run + 1] <= row)
                    run++;
                var sent = id != 0 ? id : piece.MovedFrom;
                if (sent != 0 && sent != _order.Actors[run])
                    own.Add(row, sent);
                row++;
            }
        }
        own.WriteCodes(writer, SectionKind.OwnIds, 0, Rows);
    }

    private void WritePositions(SegmentWriter writer)
    {
        var start = _sources[0].After;
        using var positions = Over(source => source, (in Segment source, int row, Span<uint> into) =>
        {
            var shift = checked((uint)(source.After - start));
            source.Positions.Slice(row, into.Length).CopyTo(into);
            foreach (ref var position in into)
                position += shift;
        });
        writer.Begin();
        for (var block = positions.Next(); !block.IsEmpty; block = positions.Next())
            writer.Write(block);
        writer.End(SectionKind.Positions, new ColumnForm(SectionEncoding.Dense, sizeof(uint)), 0, Rows);
    }

    private void WriteEventIds(SegmentWriter writer)
    {
        var columns = Array.ConvertAll(_sources, source => source.EventIds);
        using var lengths = Over(source => source.EventIds, static (in EventIdColumn column, int row, Span<ushort> into) =>
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = (ushort)column.Length(row + i);
        });
        using var starts = new NativeBuffer<long>();
        var (width, end) = (1, 0L);
        for (var each = lengths.Next(); !each.IsEmpty; each = lengths.Next())
            (width, end) = (Math.Max(width, EventIdColumn.WidthOf(each)), EventIdColumn.AddStarts(starts, each, end));
        writer.Begin();
        writer.Write<long>(starts.Span);
        lengths.Restart();
        for (var each = lengths.Next(); !each.IsEmpty; each = lengths.Next())
            EventIdColumn.WriteLengths(writer, each, width);
        writer.AlignContent();
        using var block = new NativeBuffer<byte>();
        foreach (var piece in _order.Pieces)
        {
            block.Append(columns[piece.Segment - _first].Run(piece.Row, piece.Count));
            if (block.Count < BytesPerCheck)
                continue;
            _cancellationToken.ThrowIfCancellationRequested();
            writer.Write<byte>(block.Span);
            block.Clear();
        }
        writer.Write<byte>(block.Span);
        writer.End(SectionKind.EventIds, new ColumnForm(SectionEncoding.Dense, width), 0, Rows);
    }

    private void WriteDictionary(SegmentWriter writer, uint id)
    {
        var parts = _sources.Select(source => source.Part(id)).Where(part => part.Count > 0).ToArray();
        var removed = _snapshot.Removed.Of(id) is not null;
        using var block = new NativeBuffer<uint>();
        var (start, count) = (0u, 0);
        writer.Begin();
        foreach (var part in parts)
        {
            block.Clear();
            for (var i = 0; i < part.Count; i++)
                block.Add(start = checked(start + (uint)Kept(id, part, i, removed).Length));
            writer.Write<uint>(block.Span);
            count += part.Count;
        }
        writer.AlignContent();
        foreach (var part in parts)
            if (!removed)
                writer.Write(part.Bytes);
            else
                for (var i = 0; i < part.Count; i++)
                    writer.Write(Kept(id, part, i, removed));
        writer.End(SectionKind.Dictionary, default, id, count, parts.Length == 0 ? 0 : parts[0].FirstCode);
    }

    private ReadOnlySpan<byte> Kept(uint id, DictionaryPart part, int index, bool removed) =>
        removed && _snapshot.Removed.Contains(id, part.FirstCode + (uint)index) ? RemovedTexts.Mark : part[index];

    private MergedRows<TColumn, TValue> Over<TColumn, TValue>(
        Converter<Segment, TColumn> columnOf, ReadRows<TColumn, TValue> read)
        where TValue : unmanaged =>
        new(new MergeOrder(_order, _first, _pages), Array.ConvertAll(_sources, columnOf), read, _cancellationToken);

    private void Gather<TColumn, TValue>(
        Converter<Segment, TColumn> columnOf, Span<TValue> values, ReadRows<TColumn, TValue> read)
    {
        var columns = Array.ConvertAll(_sources, columnOf);
        foreach (var piece in _order.Pieces)
        {
            read(columns[piece.Segment - _first], piece.Row, values[..piece.Count]);
            values = values[piece.Count..];
        }
        _cancellationToken.ThrowIfCancellationRequested();
    }
}
