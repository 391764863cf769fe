namespace Analytics.Columnar.Segments;

/// <summary>One dictionary code a row, 0 for none, in whatever form the segment keeps it.</summary>
internal readonly unsafe struct CodeColumn(byte* start, SectionEntry section)
{
    private readonly byte* _start = start;
    private readonly SectionEncoding _encoding = section.Encoding;
    private readonly int _count = (int)section.Count;

    /// <summary>True when no row has a code.</summary>
    public bool IsAbsent => _start is null;

    /// <summary>The codes of <c>codes.Length</c> rows from <paramref name="row"/> on.</summary>
    public void Read(int row, Span<uint> codes)
    {
        switch (_encoding)
        {
            case SectionEncoding.Bytes1 when !IsAbsent:
                for (var i = 0; i < codes.Length; i++)
                    codes[i] = _start[row + i];
                break;
            case SectionEncoding.Bytes2 when !IsAbsent:
                for (var i = 0; i < codes.Length; i++)
                    codes[i] = ((ushort*)_start)[row + i];
                break;
            case SectionEncoding.Bytes4 when !IsAbsent:
                new ReadOnlySpan<uint>((uint*)_start + row, codes.Length).CopyTo(codes);
                break;
            default:
                codes.Clear();
                Scatter(row, codes);
                break;
        }
    }

    /// <summary>The code of one row; for sparse columns a search.</summary>
    public uint this[int row]
    {
        get
        {
            Span<uint> one = stackalloc uint[1];
            Read(row, one);
            return one[0];
        }
    }

    private void Scatter(int row, Span<uint> codes)
    {
        if (IsAbsent)
            return;
        var rows = new ReadOnlySpan<uint>(_start, _count);
        var values = (uint*)(_start + SparseRows.Bytes(_count));
        var end = (uint)(row + codes.Length);
        for (var i = SparseRows.FirstAtOrAfter(rows, (uint)row); i < _count && rows[i] < end; i++)
            codes[(int)rows[i] - row] = values[i];
    }
}
