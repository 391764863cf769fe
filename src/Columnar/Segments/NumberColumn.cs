namespace Analytics.Columnar.Segments;

/// <summary>
/// A property's numbers as <c>value / 10^scale</c>: with one scale for the whole segment, or, where that does not
/// fit 64 bits, with a scale for each.
/// </summary>
internal readonly unsafe struct NumberColumn(byte* start, SectionEntry section)
{
    private readonly byte* _start = start;
    private readonly SectionEncoding _encoding = section.Encoding;
    private readonly int _count = (int)section.Count;

    /// <summary>True when no row has a number.</summary>
    public bool IsAbsent => _start is null;

    /// <summary>The scale of all values unless <see cref="IsWide"/>.</summary>
    public byte Scale { get; } = (byte)section.Parameter;

    public bool IsWide => _encoding is SectionEncoding.SparseWide;

    /// <summary>
    /// The values of <c>values.Length</c> rows from <paramref name="row"/> on,
    /// <see cref="SegmentFormat.NoNumber"/> where there is none.
    /// </summary>
    public void Read(int row, Span<long> values, Span<byte> scales)
    {
        if (_encoding is SectionEncoding.Plain && !IsAbsent)
        {
            new ReadOnlySpan<long>((long*)_start + row, values.Length).CopyTo(values);
            scales[..values.Length].Fill(Scale);
            return;
        }
        values.Fill(SegmentFormat.NoNumber);
        if (IsAbsent)
            return;
        scales[..values.Length].Fill(Scale);
        var rows = new ReadOnlySpan<uint>(_start, _count);
        var sparse = (long*)(_start + SparseRows.Bytes(_count));
        var end = (uint)(row + values.Length);
        for (var i = SparseRows.FirstAtOrAfter(rows, (uint)row); i < _count && rows[i] < end; i++)
        {
            var at = (int)rows[i] - row;
            values[at] = sparse[i];
            if (IsWide)
                scales[at] = ((byte*)(sparse + _count))[i];
        }
    }
}
