using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Writes neighbouring segments as one, what the overlay says of them folded in. Column by column, so that no more than
/// the order of the rows and one column are held, and those outside the managed heap.
/// </summary>
internal sealed class SegmentMerge : IDisposable
{
    private const int BytesPerCheck = 1 << 20;
    private readonly Snapshot _snapshot;
    private readonly Segment[] _sources;
    private readonly int _first;
    private readonly CancellationToken _cancellationToken;
    private readonly PieceList _order = new();
    private readonly int _peopleRuns;

    /// <param name="snapshot">Held by the caller until this is disposed.</param>
    /// <param name="segments">Which of its segments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public SegmentMerge(Snapshot snapshot, Range segments, CancellationToken cancellationToken)
    {
        (_snapshot, _cancellationToken) = (snapshot, cancellationToken);
        (_first, var count) = segments.GetOffsetAndLength(snapshot.Segments.Length);
        _sources = [.. snapshot.Segments.Slice(_first, count)];
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
        var writer = new SegmentWriter(sink);
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
            using var columns = new ColumnMerge(_snapshot, _first, _sources, _order, _cancellationToken);
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
        using var times = new NativeBuffer<long>();
        var values = times.Append(Rows);
        Gather(source => source.Times, values, static (in column, row, into) => column.Read(row, into));
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in values)
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        var known = _sources.MaxBy(source => source.Rows)!.TimeForm;
        TimeWriter.Write(writer, values, known.Holds(first, last) ? known : TimeForm.Of(first, last));
        using var names = new NativeBuffer<uint>();
        var codes = names.Append(Rows);
        Gather(source => source.Names, codes, static (in column, row, into) => column.Read(row, into));
        RowWriter.WriteNames(writer, codes);
        writer.Section<NameTotal>(
            SectionKind.NameTotals, NameTotals.Of(codes, values, (int)_order.Starts[_peopleRuns]));
        return (first, last);
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
        using var positions = new NativeBuffer<uint>();
        var values = positions.Append(Rows);
        var at = 0;
        foreach (var piece in _order.Pieces)
        {
            var source = _snapshot.Segments[piece.Segment];
            var shift = checked((uint)(source.After - _sources[0].After));
            foreach (var position in source.Positions.Slice(piece.Row, piece.Count))
                values[at++] = position + shift;
        }
        writer.Section<uint>(SectionKind.Positions, values);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private void WriteEventIds(SegmentWriter writer)
    {
        var columns = Array.ConvertAll(_sources, source => source.EventIds);
        using var lengths = new NativeBuffer<ushort>();
        foreach (var piece in _order.Pieces)
            for (var i = 0; i < piece.Count; i++)
                lengths.Add((ushort)columns[piece.Segment - _first].Length(piece.Row + i));
        writer.Begin();
        var width = EventIdColumn.WriteLengths(writer, lengths.Span);
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
        using var ends = new NativeBuffer<uint>();
        using var texts = new NativeBuffer<byte>();
        var first = 0u;
        foreach (var source in _sources)
        {
            var part = source.Part(id);
            if (part.Count == 0)
                continue;
            first = first == 0 ? part.FirstCode : first;
            if (_snapshot.Removed.Of(id) is not null)
                AddKept(id, part, ends, texts);
            else
            {
                foreach (var end in part.Ends)
                    ends.Add(checked((uint)texts.Count + end));
                texts.Append(part.Bytes);
            }
        }
        writer.Begin();
        writer.Write<uint>(ends.Span);
        writer.AlignContent();
        writer.Write<byte>(texts.Span);
        writer.End(SectionKind.Dictionary, default, id, ends.Count, first);
    }

    private void AddKept(uint id, DictionaryPart part, NativeBuffer<uint> ends, NativeBuffer<byte> texts)
    {
        for (var i = 0; i < part.Count; i++)
        {
            texts.Append(_snapshot.Removed.Contains(id, part.FirstCode + (uint)i) ? RemovedTexts.Mark : part[i]);
            ends.Add((uint)texts.Count);
        }
    }

    private delegate void ReadRows<TColumn, TValue>(in TColumn column, int row, Span<TValue> into);

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
