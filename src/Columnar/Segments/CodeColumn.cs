namespace Analytics.Columnar.Segments;

/// <summary>One dictionary code a row, 0 for none, in whatever form it is kept.</summary>
internal readonly unsafe struct CodeColumn
{
    private readonly byte* _start;
    private readonly SectionEncoding _encoding;
    private readonly int _count;
    private readonly int _firstRow;

    public CodeColumn(byte* start, SectionEntry section)
        : this(start, section.Encoding, (int)section.Count, 0)
    {
    }

    private CodeColumn(byte* start, SectionEncoding encoding, int count, int firstRow)
    {
        _start = start;
        (_encoding, _count, _firstRow) = (encoding, count, firstRow);
    }

    /// <summary>True when no row has a code.</summary>
    public bool IsAbsent => _start is null;

    /// <summary>Bytes that hold every code: 1, 2 or 4; 0 when no row has one.</summary>
    public int Width => IsAbsent ? 0 : IsDense ? (int)_encoding : sizeof(uint);

    /// <summary>Whether <see cref="Dense"/> has a code for each row.</summary>
    public bool IsDense => _encoding is SectionEncoding.Bytes1 or SectionEncoding.Bytes2 or SectionEncoding.Bytes4;

    /// <summary>Codes of <see cref="Width"/> bytes from the first row on.</summary>
    public byte* Dense => _start + ((long)_firstRow * Width);

    /// <summary>A column over codes of one width.</summary>
    public static CodeColumn Of(byte* codes, int width) => new(codes, (SectionEncoding)width, 0, 0);

    /// <summary>The same column, counting rows from this one.</summary>
    public CodeColumn From(int row) => new(_start, _encoding, _count, _firstRow + row);

    /// <summary>The codes of <c>codes.Length</c> rows from <paramref name="row"/> on.</summary>
    public void Read(int row, Span<uint> codes)
    {
        fixed (uint* target = codes)
            CopyTo(row, codes.Length, (byte*)target, sizeof(uint));
    }

    /// <summary>The code of one row; for sparse columns a search.</summary>
    public uint this[int row]
    {
        get
        {
            switch (_encoding)
            {
                case SectionEncoding.Bytes1:
                    return _start[_firstRow + row];
                case SectionEncoding.Bytes2:
                    return ((ushort*)_start)[_firstRow + row];
                case SectionEncoding.Bytes4:
                    return ((uint*)_start)[_firstRow + row];
                default:
                    uint code;
                    CopyTo(row, 1, (byte*)&code, sizeof(uint));
                    return code;
            }
        }
    }

    /// <summary>Writes codes of a width that is at least this column's.</summary>
    public void CopyTo(int row, int count, byte* target, int width)
    {
        if (!IsDense || IsAbsent)
        {
            new Span<byte>(target, count * width).Clear();
            Scatter(row, count, target, width);
        }
        else if (width == Width)
            new ReadOnlySpan<byte>(Dense + ((long)row * width), count * width).CopyTo(new Span<byte>(target, count * width));
        else
            Widen(row, count, target, width);
    }

    private void Widen(int row, int count, byte* target, int width)
    {
        var source = Dense + ((long)row * Width);
        if (Width == 2)
            for (var i = 0; i < count; i++)
                ((uint*)target)[i] = ((ushort*)source)[i];
        else if (width == 2)
            for (var i = 0; i < count; i++)
                ((ushort*)target)[i] = source[i];
        else
            for (var i = 0; i < count; i++)
                ((uint*)target)[i] = source[i];
    }

    private void Scatter(int row, int count, byte* target, int width)
    {
        if (IsAbsent)
            return;
        row += _firstRow;
        var rows = new ReadOnlySpan<uint>(_start, _count);
        var values = (uint*)(_start + SparseRows.Bytes(_count));
        var end = (uint)(row + count);
        for (var i = SparseRows.FirstAtOrAfter(rows, (uint)row); i < _count && rows[i] < end; i++)
            Set(target, (int)rows[i] - row, values[i], width);
    }

    private static void Set(byte* target, int index, uint code, int width)
    {
        if (width == 1)
            target[index] = (byte)code;
        else if (width == 2)
            ((ushort*)target)[index] = (ushort)code;
        else
            ((uint*)target)[index] = code;
    }
}
