using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Collects a column's values by row and writes them in the form that suits them.</summary>
internal sealed class ColumnBuilder : IDisposable
{
    private readonly NativeBuffer<uint> _rows = new();
    private readonly NativeBuffer<long> _values = new();
    private readonly NativeBuffer<byte> _scales = new();

    public int Count => _rows.Count;

    /// <summary>Rows ascend, unless <see cref="Sort"/> is called before writing.</summary>
    public void Add(int row, long value, byte scale = 0)
    {
        _rows.Add((uint)row);
        _values.Add(value);
        _scales.Add(scale);
    }

    /// <summary>Takes back the value of a row if it was the last added.</summary>
    public void RemoveAt(int row)
    {
        if (Count == 0 || _rows[Count - 1] != (uint)row)
            return;
        _rows.RemoveLast();
        _values.RemoveLast();
        _scales.RemoveLast();
    }

    public void Clear()
    {
        _rows.Clear();
        _values.Clear();
        _scales.Clear();
    }

    /// <summary>Orders what was added by row.</summary>
    public void Sort()
    {
        using var keys = new NativeBuffer<ulong>();
        for (var i = 0; i < Count; i++)
            keys.Add(((ulong)_rows[i] << 32) | (uint)i);
        keys.Span.Sort();
        using var values = new NativeBuffer<long>();
        using var scales = new NativeBuffer<byte>();
        values.Append(_values.Span);
        scales.Append(_scales.Span);
        for (var i = 0; i < Count; i++)
        {
            var from = (int)(uint)keys[i];
            (_rows[i], _values[i], _scales[i]) = ((uint)(keys[i] >> 32), values[from], scales[from]);
        }
    }

    public void WriteCodes(SegmentWriter writer, SectionKind kind, uint id, int rows)
    {
        if (Count == 0)
            return;
        long largest = 0;
        foreach (var value in _values.Span)
            largest = Math.Max(largest, value);
        var form = ColumnForm.Of(Count, rows, ColumnForm.WidthOf((uint)largest));
        writer.Begin();
        if (form.Encoding is SectionEncoding.Dense)
        {
            using var dense = new NativeBuffer<uint>();
            dense.Reset(rows);
            for (var i = 0; i < Count; i++)
                dense[(int)_rows[i]] = (uint)_values[i];
            writer.WriteCodes(dense.Span, form.Width);
        }
        else
        {
            WriteIndex(writer, form, rows);
            writer.WriteDistances(_values.Span, 0, form.Width);
        }
        writer.End(kind, form, id, Count);
    }

    /// <summary>Writes numbers, with one scale for all if each then fits 64 bits.</summary>
    public void WriteNumbers(SegmentWriter writer, uint id, int rows)
    {
        if (Count == 0)
            return;
        if (TryAlignScales(out var scale))
            WriteValues(writer, SectionKind.Number, id, rows, scale);
        else
        {
            var form = ColumnForm.Of(Count, rows, sizeof(long), mayBeDense: false);
            writer.Begin();
            writer.Write<long>([0, 0]);
            WriteIndex(writer, form, rows);
            writer.Write<long>(_values.Span);
            writer.Write<byte>(_scales.Span);
            writer.End(SectionKind.Number, form, id, Count, SectionEntry.OwnScales);
        }
    }

    /// <summary>Writes sequence numbers: any 64 bits, so none of them can stand for a row without.</summary>
    public void WriteSequences(SegmentWriter writer, int rows)
    {
        if (Count == 0)
            return;
        var form = ColumnForm.Of(Count, rows, sizeof(long), mayBeDense: false);
        writer.Begin();
        writer.Write<long>([0, 0]);
        WriteIndex(writer, form, rows);
        writer.Write<long>(_values.Span);
        writer.End(SectionKind.Sequences, form, 0, Count);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _values.Dispose();
        _scales.Dispose();
    }

    private void WriteValues(SegmentWriter writer, SectionKind kind, uint id, int rows, uint scale)
    {
        var (least, greatest) = (long.MaxValue, long.MinValue);
        foreach (var value in _values.Span)
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        var form = ColumnForm.Of(Count, rows, ColumnForm.WidthOf(least, greatest));
        writer.Begin();
        writer.Write<long>([least, greatest]);
        if (form.Encoding is SectionEncoding.Dense)
        {
            using var dense = new NativeBuffer<long>();
            dense.Append(rows).Fill(SegmentFormat.NoNumber);
            for (var i = 0; i < Count; i++)
                dense[(int)_rows[i]] = _values[i];
            writer.WriteDistances(dense.Span, least, form.Width);
        }
        else
        {
            WriteIndex(writer, form, rows);
            writer.WriteDistances(_values.Span, least, form.Width);
        }
        writer.End(kind, form, id, Count, scale);
    }

    private bool TryAlignScales(out byte scale)
    {
        scale = 0;
        foreach (var one in _scales.Span)
            scale = Math.Max(scale, one);
        for (var i = 0; i < Count; i++)
            if (Int128.Abs((Int128)_values[i] * PowersOfTen.AsLong(scale - _scales[i])) > long.MaxValue)
                return false;
        for (var i = 0; i < Count; i++)
            _values[i] *= PowersOfTen.AsLong(scale - _scales[i]);
        _scales.Span.Fill(scale);
        return true;
    }

    private void WriteIndex(SegmentWriter writer, ColumnForm form, int rows)
    {
        using var index = new RowIndexWriter(form, rows);
        foreach (var row in _rows.Span)
            index.Add((int)row);
        index.Write(writer);
    }
}
