using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Writes the columns of several segments that not every row has a value in.</summary>
internal sealed unsafe class ColumnMerge : IDisposable
{
    // Columns with fewer values than one in so many rows are merged value by value, the others row by row.
    private const int RareBelow = 32;
    private readonly Snapshot _snapshot;
    private readonly int _first;
    private readonly Segment[] _sources;
    private readonly PieceList _order;
    private readonly CancellationToken _cancellationToken;
    private readonly ColumnBuilder _values = new();
    private readonly NativeBuffer<uint> _codes = new();
    private readonly NativeBuffer<long> _numbers = new();
    private readonly NativeBuffer<uint>?[] _targets;

    /// <param name="snapshot">Has the sources.</param>
    /// <param name="first">Index of the first source in it.</param>
    /// <param name="sources">Neighbours.</param>
    /// <param name="order">Where their rows go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ColumnMerge(
        Snapshot snapshot, int first, Segment[] sources, PieceList order, CancellationToken cancellationToken)
    {
        (_snapshot, _first, _sources, _order, _cancellationToken) = (snapshot, first, sources, order, cancellationToken);
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
        _codes.Dispose();
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
        _values.Clear();
        if (count * RareBelow < _order.Rows)
        {
            for (var source = 0; source < columns.Length; source++)
                for (var values = new SourceValues(_sources[source].Rows, columns[source]); values.MoveNext();)
                    AddRare(source, values.Row, columns[source].Value(values.Value), 0);
            _values.Sort();
        }
        else
        {
            _codes.Clear();
            _codes.Append(_order.Rows);
            var target = _codes.Pointer;
            foreach (var piece in _order.Pieces)
            {
                columns[piece.Segment - _first].CopyTo(piece.Row, piece.Count, (byte*)target, sizeof(uint));
                target += piece.Count;
            }
            if (TryWriteDense(writer, kind, id))
                return;
            for (var row = 0; row < _codes.Count; row++)
                if (_codes[row] != 0)
                    _values.Add(row, _codes[row]);
        }
        _values.WriteCodes(writer, kind, id, _order.Rows);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private bool TryWriteDense(SegmentWriter writer, SectionKind kind, uint id)
    {
        var (count, largest) = (0, 0u);
        foreach (var code in _codes.Span)
        {
            largest = Math.Max(largest, code);
            count += code == 0 ? 0 : 1;
        }
        var form = ColumnForm.Of(count, _order.Rows, ColumnForm.WidthOf(largest));
        if (form.Encoding is not SectionEncoding.Dense)
            return false;
        writer.Begin();
        writer.WriteCodes(_codes.Span, form.Width);
        writer.End(kind, form, id, count);
        _cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private void WriteNumbers(SegmentWriter writer, uint id, long count)
    {
        var columns = Array.ConvertAll(_sources, source => source.Numbers(id));
        _values.Clear();
        if (count * RareBelow < _order.Rows || !NumberColumn.TryAlign(columns, out var scale))
        {
            for (var source = 0; source < columns.Length; source++)
                for (var values = new SourceValues(_sources[source].Rows, columns[source]); values.MoveNext();)
                    AddRare(source, values.Row, columns[source].Value(values.Value), columns[source].ScaleOf(values.Value));
            _values.Sort();
        }
        else
        {
            _numbers.Clear();
            var into = _numbers.Append(_order.Rows);
            foreach (var piece in _order.Pieces)
            {
                columns[piece.Segment - _first].ReadAt(scale, piece.Row, into[..piece.Count]);
                into = into[piece.Count..];
            }
            if (TryWriteDense(writer, id, scale))
                return;
            for (var row = 0; row < _numbers.Count; row++)
                if (_numbers[row] != SegmentFormat.NoNumber)
                    _values.Add(row, _numbers[row], scale);
        }
        _values.WriteNumbers(writer, id, _order.Rows);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private bool TryWriteDense(SegmentWriter writer, uint id, byte scale)
    {
        var (count, least, greatest) = (0, long.MaxValue, long.MinValue);
        foreach (var value in _numbers.Span)
        {
            if (value == SegmentFormat.NoNumber)
                continue;
            count++;
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }
        if (count == 0)
            return false;
        var form = ColumnForm.Of(count, _order.Rows, ColumnForm.WidthOf(least, greatest));
        if (form.Encoding is not SectionEncoding.Dense)
            return false;
        writer.Begin();
        writer.Write<long>([least, greatest]);
        writer.WriteDistances(_numbers.Span, least, form.Width);
        writer.End(SectionKind.Number, form, id, count, scale);
        _cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private void WriteSequences(SegmentWriter writer)
    {
        _values.Clear();
        var columns = Array.ConvertAll(_sources, source => source.Sequences);
        var at = 0;
        foreach (var piece in _order.Pieces)
        {
            ref readonly var column = ref columns[piece.Segment - _first];
            if (!column.IsAbsent)
                for (var cursor = column.Over(piece.Row, piece.Row + piece.Count); cursor.MoveNext();)
                    _values.Add(at + cursor.Row - piece.Row, column.Value(cursor.Value));
            at += piece.Count;
        }
        _values.WriteSequences(writer, _order.Rows);
    }

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
        foreach (var piece in _order.Pieces)
            for (var i = 0; i < piece.Count; i++, at++)
                if (piece.Segment == _first + source)
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
