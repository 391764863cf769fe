using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Collects a column's values by ascending row and writes them in the smallest form that holds them.</summary>
internal sealed class ColumnBuilder : IDisposable
{
    // A sparse entry costs 8 to 12 bytes: below this share of rows it is the smaller form.
    private const int SparseBelow = 4;
    private readonly NativeBuffer<uint> _rows = new();
    private readonly NativeBuffer<long> _values = new();
    private readonly NativeBuffer<byte> _scales = new();

    public int Count => _rows.Count;

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

    public void WriteCodes(SegmentWriter writer, SectionKind kind, uint id, int rows)
    {
        if (Count == 0)
            return;
        writer.Begin();
        if (Count < rows / SparseBelow)
        {
            WriteRows(writer);
            WriteAs(writer, _values.Span, static value => (uint)value);
            writer.End(kind, SectionEncoding.Sparse, id, Count);
            return;
        }
        long largest = 0;
        foreach (var value in _values.Span)
            largest = Math.Max(largest, value);
        using var dense = Dense(rows, 0);
        if (largest <= byte.MaxValue)
            WriteAs(writer, dense.Span, static value => (byte)value);
        else if (largest <= ushort.MaxValue)
            WriteAs(writer, dense.Span, static value => (ushort)value);
        else
            WriteAs(writer, dense.Span, static value => (uint)value);
        var encoding = largest <= byte.MaxValue ? SectionEncoding.Bytes1
            : largest <= ushort.MaxValue ? SectionEncoding.Bytes2 : SectionEncoding.Bytes4;
        writer.End(kind, encoding, id, rows);
    }

    /// <summary>Writes numbers with one scale for all if each then fits 64 bits.</summary>
    public void WriteNumbers(SegmentWriter writer, uint id, int rows)
    {
        if (Count == 0)
            return;
        writer.Begin();
        if (!TryAlignScales(out var scale))
        {
            WriteRows(writer);
            writer.Write<long>(_values.Span);
            writer.Write<byte>(_scales.Span);
            writer.End(SectionKind.Number, SectionEncoding.SparseWide, id, Count);
        }
        else if (Count < rows / SparseBelow)
        {
            WriteRows(writer);
            writer.Write<long>(_values.Span);
            writer.End(SectionKind.Number, SectionEncoding.Sparse, id, Count, scale);
        }
        else
        {
            using var dense = Dense(rows, SegmentFormat.NoNumber);
            writer.Write<long>(dense.Span);
            writer.End(SectionKind.Number, SectionEncoding.Plain, id, rows, scale);
        }
    }

    /// <summary>Writes row numbers and values as they are.</summary>
    public void WriteSparse(SegmentWriter writer, SectionKind kind)
    {
        if (Count == 0)
            return;
        writer.Begin();
        WriteRows(writer);
        writer.Write<long>(_values.Span);
        writer.End(kind, SectionEncoding.Sparse, 0, Count);
    }

    public void Dispose()
    {
        _rows.Dispose();
        _values.Dispose();
        _scales.Dispose();
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
        return true;
    }

    private NativeBuffer<long> Dense(int rows, long missing)
    {
        var dense = new NativeBuffer<long>();
        dense.Append(rows).Fill(missing);
        for (var i = 0; i < Count; i++)
            dense[(int)_rows[i]] = _values[i];
        return dense;
    }

    private void WriteRows(SegmentWriter writer)
    {
        writer.Write<uint>(_rows.Span);
        writer.AlignContent();
    }

    private static void WriteAs<T>(SegmentWriter writer, ReadOnlySpan<long> values, Func<long, T> convert)
        where T : unmanaged
    {
        Span<T> block = stackalloc T[512];
        while (!values.IsEmpty)
        {
            var count = Math.Min(block.Length, values.Length);
            for (var i = 0; i < count; i++)
                block[i] = convert(values[i]);
            writer.Write<T>(block[..count]);
            values = values[count..];
        }
    }
}
