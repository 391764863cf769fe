namespace Analytics.Columnar.Segments;

/// <summary>One dictionary code a row, 0 for none, in whatever form it is kept.</summary>
internal readonly unsafe struct CodeColumn
{
    private readonly byte* _values;
    private readonly RowIndex _index;
    private readonly int _firstRow;

    /// <param name="start">The section's first byte.</param>
    /// <param name="section">Its form.</param>
    /// <param name="rows">Of the segment.</param>
    public CodeColumn(byte* start, SectionEntry section, int rows)
        : this(start, default, section.Width, 0, section.Encoding is SectionEncoding.Dense)
    {
        if (IsDense)
            return;
        _index = RowIndex.At(start, section.Encoding, rows, (int)section.Count, out var bytes);
        _values = start + bytes;
    }

    private CodeColumn(byte* values, RowIndex index, int width, int firstRow, bool isDense)
    {
        _values = values;
        (_index, Width, _firstRow, IsDense) = (index, width, firstRow, isDense);
    }

    /// <summary>True when no row has a code.</summary>
    public bool IsAbsent => _values is null;

    /// <summary>Bytes that hold every code: 1, 2 or 4; 0 when no row has one.</summary>
    public int Width { get; }

    /// <summary>Whether <see cref="Dense"/> has a code for each row.</summary>
    public bool IsDense { get; }

    /// <summary>Codes of <see cref="Width"/> bytes from the first row on.</summary>
    public byte* Dense => _values + ((long)_firstRow * Width);

    /// <summary>A column over codes of one width, one a row.</summary>
    public static CodeColumn Of(byte* codes, int width) => new(codes, default, width, 0, isDense: true);

    /// <summary>The same column, counting rows from this one.</summary>
    public CodeColumn From(int row) => new(_values, _index, Width, _firstRow + row, IsDense);

    /// <summary>The code of one row; 0 for all rows of an absent column.</summary>
    public uint this[int row]
    {
        get
        {
            var at = row + _firstRow;
            if (!IsDense)
            {
                if (IsAbsent || (at = _index.Find(at)) < 0)
                    return 0;
            }
            return Value(at);
        }
    }

    /// <summary>The codes of <c>codes.Length</c> rows from <paramref name="row"/> on.</summary>
    public void Read(int row, Span<uint> codes)
    {
        fixed (uint* target = codes)
            CopyTo(row, codes.Length, (byte*)target, sizeof(uint));
    }

    /// <summary>Writes codes in a width that is at least this column's.</summary>
    public void CopyTo(int row, int count, byte* target, int width)
    {
        if (!IsDense)
        {
            new Span<byte>(target, count * width).Clear();
            if (!IsAbsent)
                Scatter(row + _firstRow, count, target, width);
        }
        else if (width == Width)
            new ReadOnlySpan<byte>(Dense + ((long)row * width), count * width).CopyTo(new Span<byte>(target, count * width));
        else
            Widen(Dense + ((long)row * Width), count, target, width);
    }

    /// <summary>Goes through the rows from one to before another that have a code; only of a column that is not dense.</summary>
    public RowIndex.Cursor Over(int from, int to) => _index.Over(from, to);

    /// <summary>By the index that a cursor gives.</summary>
    public uint Value(int index) => Width switch
    {
        1 => _values[index],
        2 => ((ushort*)_values)[index],
        _ => ((uint*)_values)[index],
    };

    private void Widen(byte* source, int count, byte* target, int width)
    {
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

    private void Scatter(int from, int count, byte* target, int width)
    {
        var cursor = _index.Over(from, from + count);
        while (cursor.MoveNext())
        {
            var (at, code) = (cursor.Row - from, Value(cursor.Value));
            if (width == 1)
                target[at] = (byte)code;
            else if (width == 2)
                ((ushort*)target)[at] = (ushort)code;
            else
                ((uint*)target)[at] = code;
        }
    }
}
