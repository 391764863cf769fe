using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Collects which rows have a value and writes what <see cref="RowIndex"/> reads.</summary>
internal sealed class RowIndexWriter : IDisposable
{
    private readonly NativeBuffer<uint> _rows = new();
    private readonly NativeBuffer<ulong> _bits = new();
    private readonly bool _isSparse;

    /// <param name="form">Not dense.</param>
    /// <param name="rows">Of the segment.</param>
    public RowIndexWriter(ColumnForm form, int rows)
    {
        _isSparse = form.Encoding is SectionEncoding.Sparse;
        if (!_isSparse)
            _bits.Reset(RankedBits.Words(rows));
    }

    /// <summary>Rows ascend.</summary>
    public void Add(int row)
    {
        if (_isSparse)
            _rows.Add((uint)row);
        else
            _bits[row >> 6] |= 1UL << row;
    }

    public void Write(SegmentWriter writer)
    {
        if (_isSparse)
            writer.Write<uint>(_rows.Span);
        else
            writer.WriteRanked(_bits.Span);
        writer.AlignContent();
    }

    public void Dispose()
    {
        _rows.Dispose();
        _bits.Dispose();
    }
}
