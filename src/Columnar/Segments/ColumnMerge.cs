using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Writes the columns of several segments that not every row has a value in.</summary>
internal sealed class ColumnMerge : IDisposable
{
    // Columns with fewer values than one in so many rows are merged value by value, the others row by row.
    private const int RareBelow = 32;
    private readonly Segment[] _sources;
    private readonly MergeOrder _merge;
    private readonly CancellationToken _cancellationToken;
    private readonly ColumnBuilder _values = new();
    private readonly NativeBuffer<long> _numbers = new();
    private readonly NativeBuffer<uint>?[] _targets;

    /// <param name="sources">Neighbours.</param>
    /// <param name="merge">Where their rows go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ColumnMerge(Segment[] sources, MergeOrder merge, CancellationToken cancellationToken)
    {
        (_sources, _merge, _cancellationToken) = (sources, merge, cancellationToken);
        _targets = new NativeBuffer<uint>?[sources.Length];
    }

    public void Write(SegmentWriter writer)
    {
        foreach (var column in Columns(SectionKind.Text, SectionKind.Boolean, SectionKind.BotEvents))
            WriteCodes(writer, column.Key.Kind, column.Key.Id, column.Sum(section => (long)section.Count));
        foreach (var column in Columns(SectionKind.Number))
            WriteNumbers(writer, column.Key.Id, column.Sum(section => (long)section.Count));
        if (Columns(SectionKind.Sequences).Any())
            WriteSequences(writer);
    }

    public void Dispose()
    {
        _values.Dispose();
        _numbers.Dispose();
        foreach (var targets in _targets)
            targets?.Dispose();
    }

    private IEnumerable<IGrouping<(SectionKind Kind, uint Id), SectionEntry>> Columns(params SectionKind[] kinds) => _sources
        .SelectMany(source => source.Sections)
        .Where(section => kinds.Contains(section.Kind))
        .GroupBy(section => (section.Kind, section.Id));

    private void WriteCodes(SegmentWriter writer, SectionKind kind, uint id, long count)
    {
        var columns = Array.ConvertAll(_sources, source => source.Codes(kind, id));
        if (count * RareBelow < _merge.Rows.Rows)
        {
            _values.Clear();
            for (var source = 0; source < columns.Length; source++)
                for (var values = new SourceValues(_sources[source].Rows, columns[source]); values.MoveNext();)
                    AddRare(source, values.Row, columns[source].Value(values.Value), 0);
            _values.Sort();
            _values.WriteCodes(writer, kind, id, _merge.Rows.Rows);
            return;
        }
        using var rows = Over(columns, static (in CodeColumn column, int row, Span<uint> into) => column.Read(row, into));
        var (present, largest) = (0, 0u);
        for (var block = rows.Next(); !block.IsEmpty; block = rows.Next())
            foreach (var code in block)
            {
                largest = Math.Max(largest, code);
                present += code == 0 ? 0 : 1;
            }
        if (present == 0)
            return;
        var form = ColumnForm.Of(present, _merge.Rows.Rows, ColumnForm.WidthOf(largest));
        writer.Begin();
        if (form.Encoding is not SectionEncoding.Dense)
            WriteCompact(writer, form, rows, 0u, 0);
        else
        {
            rows.Restart();
            for (var block = rows.Next(); !block.IsEmpty; block = rows.Next())
                writer.WriteCodes(block, form.Width);
        }
        writer.End(kind, form, id, present);
    }

    private void WriteNumbers(SegmentWriter writer, uint id, long count)
    {
        var columns = Array.ConvertAll(_sources, source => source.Numbers(id));
        if (count * RareBelow < _merge.Rows.Rows || !NumberColumn.TryAlign(columns, out var scale))
        {
            _values.Clear();
            for (var source = 0; source < columns.Length; source++)
                for (var values = new SourceValues(_sources[source].Rows, columns[source]); values.MoveNext();)
                    AddRare(source, values.Row, columns[source].Value(values.Value), columns[source].ScaleOf(values.Value));
            _values.Sort();
            _values.WriteNumbers(writer, id, _merge.Rows.Rows);
            return;
        }
        using var rows = Over(columns, (in NumberColumn column, int row, Span<long> into) => column.ReadAt(scale, row, into));
        var (present, least, greatest) = (0, long.MaxValue, long.MinValue);
        for (var block = rows.Next(); !block.IsEmpty; block = rows.Next())
            foreach (var value in block)
                if (value != SegmentFormat.NoNumber)
                    (present, least, greatest) = (present + 1, Math.Min(least, value), Math.Max(greatest, value));
        if (present == 0)
            return;
        var form = ColumnForm.Of(present, _merge.Rows.Rows, ColumnForm.WidthOf(least, greatest));
        writer.Begin();
        writer.Write<long>([least, greatest]);
        if (form.Encoding is not SectionEncoding.Dense)
            WriteCompact(writer, form, rows, SegmentFormat.NoNumber, least);
        else
        {
            rows.Restart();
            for (var block = rows.Next(); !block.IsEmpty; block = rows.Next())
                writer.WriteDistances(block, least, form.Width);
        }
        writer.End(SectionKind.Number, form, id, present, scale);
    }

    // Which rows have a value, then the values of those, as a column builder writes them.
    private void WriteCompact<TColumn, TValue>(
        SegmentWriter writer, ColumnForm form, MergedRows<TColumn, TValue> rows, TValue none, long least)
        where TValue : unmanaged, IBinaryInteger<TValue>
    {
        using var index = new RowIndexWriter(form, _merge.Rows.Rows);
        rows.Restart();
        var at = 0;
        for (var block = rows.Next(); !block.IsEmpty; at += block.Length, block = rows.Next())
            for (var i = 0; i < block.Length; i++)
                if (block[i] != none)
                    index.Add(at + i);
        index.Write(writer);
        rows.Restart();
        for (var block = rows.Next(); !block.IsEmpty; block = rows.Next())
        {
            _numbers.Clear();
            foreach (var value in block)
                if (value != none)
                    _numbers.Add(long.CreateTruncating(value));
            writer.WriteDistances(_numbers.Span, least, form.Width);
        }
    }

    private void WriteSequences(SegmentWriter writer)
    {
        const int most = 1 << 16;
        var columns = Array.ConvertAll(_sources, source => source.Sequences);
        var present = 0;
        EachSequence(columns, (_, _) => present++);
        if (present == 0)
            return;
        var form = ColumnForm.Of(present, _merge.Rows.Rows, sizeof(long), mayBeDense: false);
        using var index = new RowIndexWriter(form, _merge.Rows.Rows);
        EachSequence(columns, (row, _) => index.Add(row));
        writer.Begin();
        writer.Write<long>([0, 0]);
        index.Write(writer);
        _numbers.Clear();
        EachSequence(columns, (_, value) =>
        {
            _numbers.Add(value);
            if (_numbers.Count < most)
                return;
            writer.Write<long>(_numbers.Span);
            _numbers.Clear();
        });
        writer.Write<long>(_numbers.Span);
        writer.End(SectionKind.Sequences, form, 0, present);
    }

    private void EachSequence(NumberColumn[] columns, Action<int, long> take)
    {
        var at = 0;
        foreach (var piece in _merge.Rows.Pieces)
        {
            ref readonly var column = ref columns[piece.Segment - _merge.First];
            if (!column.IsAbsent)
                for (var cursor = column.Over(piece.Row, piece.Row + piece.Count); cursor.MoveNext();)
                    take(at + cursor.Row - piece.Row, column.Value(cursor.Value));
            at += piece.Count;
        }
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private MergedRows<TColumn, TValue> Over<TColumn, TValue>(TColumn[] columns, ReadRows<TColumn, TValue> read)
        where TValue : unmanaged => new(_merge, columns, read, _cancellationToken);

    private void AddRare(int source, int row, long value, byte scale)
    {
        if (Targets(source)[row] is var target && target != uint.MaxValue)
            _values.Add((int)target, value, scale);
    }

    // Where each row of a source goes; nowhere when it is erased.
    private NativeBuffer<uint> Targets(int source)
    {
        if (_targets[source] is { } known)
            return known;
        var targets = _targets[source] = new NativeBuffer<uint>();
        targets.Append(_sources[source].Rows).Fill(uint.MaxValue);
        var at = 0u;
        foreach (var piece in _merge.Rows.Pieces)
            for (var i = 0; i < piece.Count; i++, at++)
                if (piece.Segment == _merge.First + source)
                    targets[piece.Row + i] = at;
        return targets;
    }

    /// <summary>Goes through all values of a source's column.</summary>
    private ref struct SourceValues
    {
        private readonly bool _isDense;
        private readonly CodeColumn _codes;
        private readonly NumberColumn _numbers;
        private readonly int _rows;
        private RowIndex.Cursor _cursor;

        public SourceValues(int rows, CodeColumn codes)
            : this(codes.IsAbsent ? 0 : rows, codes.IsDense)
        {
            _codes = codes;
            if (!_isDense)
                _cursor = codes.Over(0, _rows);
        }

        public SourceValues(int rows, NumberColumn numbers)
            : this(numbers.IsAbsent ? 0 : rows, numbers.IsDense)
        {
            _numbers = numbers;
            if (!_isDense)
                _cursor = numbers.Over(0, _rows);
        }

        private SourceValues(int rows, bool isDense) => (_rows, _isDense, Row, Value) = (rows, isDense, -1, -1);

        public int Row { get; private set; }

        public int Value { get; private set; }

        public bool MoveNext()
        {
            if (!_isDense)
            {
                if (_rows == 0 || !_cursor.MoveNext())
                    return false;
                (Row, Value) = (_cursor.Row, _cursor.Value);
                return true;
            }
            while (++Row < _rows)
                if (_codes.IsAbsent ? _numbers[Row] != SegmentFormat.NoNumber : _codes[Row] != 0)
                {
                    Value = Row;
                    return true;
                }
            return false;
        }
    }
}
