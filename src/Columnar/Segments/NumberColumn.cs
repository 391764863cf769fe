namespace Analytics.Columnar.Segments;

/// <summary>
/// A property's numbers as <c>value / 10^scale</c>: with one scale for all, or, where that does not fit 64 bits, with
/// a scale for each.
/// </summary>
internal readonly unsafe struct NumberColumn
{
    private readonly byte* _start;
    private readonly SectionEncoding _encoding;
    private readonly int _count;
    private readonly int _firstRow;
    private readonly byte* _scales;

    public NumberColumn(byte* start, SectionEntry section)
        : this(start, section.Encoding, (int)section.Count, (byte)section.Parameter, 0, null)
    {
    }

    private NumberColumn(byte* start, SectionEncoding encoding, int count, byte scale, int firstRow, byte* scales)
    {
        _start = start;
        _scales = scales;
        (_encoding, _count, Scale, _firstRow) = (encoding, count, scale, firstRow);
    }

    /// <summary>True when no row has a number.</summary>
    public bool IsAbsent => _start is null;

    /// <summary>The scale of all values unless <see cref="IsWide"/>.</summary>
    public byte Scale { get; }

    /// <summary>Whether each value has a scale of its own, which is rare.</summary>
    public bool IsWide => _encoding is SectionEncoding.SparseWide || _scales is not null;

    /// <summary>A column of one number a row.</summary>
    /// <param name="values"><see cref="SegmentFormat.NoNumber"/> for none.</param>
    /// <param name="scale">Of all of them.</param>
    /// <param name="scales">Of each of them; null when they share one.</param>
    public static NumberColumn Of(long* values, byte scale, byte* scales) =>
        new((byte*)values, SectionEncoding.Plain, 0, scale, 0, scales);

    /// <summary>The same column, counting rows from this one.</summary>
    public NumberColumn From(int row) => new(_start, _encoding, _count, Scale, _firstRow + row, _scales);

    /// <summary>The number of one row; only of a column that is not wide.</summary>
    public long this[int row]
    {
        get
        {
            Span<long> one = stackalloc long[1];
            Read(row, one);
            return one[0];
        }
    }

    /// <summary>
    /// The values of <c>values.Length</c> rows from <paramref name="row"/> on, <see cref="SegmentFormat.NoNumber"/>
    /// where there is none. Of a wide column they mean nothing without their scales.
    /// </summary>
    public void Read(int row, Span<long> values)
    {
        if (_encoding is SectionEncoding.Plain && !IsAbsent)
        {
            new ReadOnlySpan<long>((long*)_start + _firstRow + row, values.Length).CopyTo(values);
            return;
        }
        values.Fill(SegmentFormat.NoNumber);
        Scatter(row, values, []);
    }

    /// <summary>The same with the scale of each value.</summary>
    public void Read(int row, Span<long> values, Span<byte> scales)
    {
        scales[..values.Length].Fill(Scale);
        if (_scales is not null)
            new ReadOnlySpan<byte>(_scales + _firstRow + row, values.Length).CopyTo(scales);
        if (!IsWide || _scales is not null)
        {
            Read(row, values);
            return;
        }
        values.Fill(SegmentFormat.NoNumber);
        Scatter(row, values, scales);
    }

    private void Scatter(int row, Span<long> values, Span<byte> scales)
    {
        if (IsAbsent)
            return;
        row += _firstRow;
        var rows = new ReadOnlySpan<uint>(_start, _count);
        var sparse = (long*)(_start + SparseRows.Bytes(_count));
        var end = (uint)(row + values.Length);
        for (var i = SparseRows.FirstAtOrAfter(rows, (uint)row); i < _count && rows[i] < end; i++)
        {
            values[(int)rows[i] - row] = sparse[i];
            if (!scales.IsEmpty)
                scales[(int)rows[i] - row] = ((byte*)(sparse + _count))[i];
        }
    }
}
