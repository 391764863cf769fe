using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// A property's numbers as <c>value / 10^scale</c>: with one scale for all, or, where that does not fit 64 bits, with
/// a scale for each. Values are kept as their distance from the least one, in as few bytes as hold it.
/// </summary>
internal readonly unsafe struct NumberColumn
{
    private readonly byte* _values;
    private readonly byte* _scales;
    private readonly RowIndex _index;
    private readonly long _least;
    private readonly int _width;
    private readonly int _firstRow;

    /// <param name="start">The section's first byte: the least and the greatest value, then what a code column has;
    /// behind the values, if they have them, their scales.</param>
    /// <param name="section">Its form.</param>
    /// <param name="rows">Of the segment.</param>
    public NumberColumn(byte* start, SectionEntry section, int rows)
    {
        (_least, Greatest) = (((long*)start)[0], ((long*)start)[1]);
        _values = start + HeaderBytes;
        (_width, IsDense) = (section.Width, section.Encoding is SectionEncoding.Dense);
        if (!IsDense)
        {
            _index = RowIndex.At(_values, section.Encoding, rows, (int)section.Count, out var bytes);
            _values += bytes;
        }
        if (section.Parameter == SectionEntry.OwnScales)
            _scales = _values + (section.Count * (long)_width);
        else
            Scale = (byte)section.Parameter;
    }

    private NumberColumn(in NumberColumn other, int row)
    {
        this = other;
        _firstRow += row;
    }

    private NumberColumn(long* values, byte scale, byte* scales)
    {
        _values = (byte*)values;
        _scales = scales;
        (Scale, _width, IsDense) = (scale, sizeof(long), true);
    }

    /// <summary>Bytes in front of a section's values.</summary>
    public static long HeaderBytes => 2 * sizeof(long);

    /// <summary>True when no row has a number.</summary>
    public bool IsAbsent => _values is null;

    /// <summary>Whether there is a value for each row, be it one that stands for none.</summary>
    public bool IsDense { get; }

    /// <summary>The scale of all values unless <see cref="IsWide"/>.</summary>
    public byte Scale { get; }

    /// <summary>Whether each value has a scale of its own, which is rare.</summary>
    public bool IsWide => _scales is not null;

    /// <summary>The least value of the segment.</summary>
    public long Least => _least;

    /// <summary>The greatest value of the segment.</summary>
    public long Greatest { get; }

    /// <summary>A column of one number a row.</summary>
    /// <param name="values"><see cref="SegmentFormat.NoNumber"/> for none.</param>
    /// <param name="scale">Of all of them.</param>
    /// <param name="scales">Of each of them; null when they share one.</param>
    public static NumberColumn Of(long* values, byte scale, byte* scales) => new(values, scale, scales);

    /// <summary>The same column, counting rows from this one.</summary>
    public NumberColumn From(int row) => IsAbsent ? default : new NumberColumn(this, row);

    /// <summary>The number of one row, <see cref="SegmentFormat.NoNumber"/> for none; it means nothing in a wide column.</summary>
    public long this[int row]
    {
        get
        {
            var at = row + _firstRow;
            if (!IsDense)
            {
                if (IsAbsent || (at = _index.Find(at)) < 0)
                    return SegmentFormat.NoNumber;
            }
            return Value(at);
        }
    }

    /// <summary>
    /// The values of <c>values.Length</c> rows from <paramref name="row"/> on, <see cref="SegmentFormat.NoNumber"/>
    /// where there is none. Of a wide column they mean nothing without their scales.
    /// </summary>
    public void Read(int row, Span<long> values)
    {
        row += _firstRow;
        if (IsDense)
        {
            ReadDense(row, values);
            return;
        }
        values.Fill(SegmentFormat.NoNumber);
        if (IsAbsent)
            return;
        var cursor = _index.Over(row, row + values.Length);
        while (cursor.MoveNext())
            values[cursor.Row - row] = Value(cursor.Value);
    }

    /// <summary>The same, of a column that is not wide, at a scale that <see cref="TryAlign"/> found.</summary>
    public void ReadAt(byte scale, int row, Span<long> values)
    {
        Read(row, values);
        if (IsAbsent || scale == Scale)
            return;
        var factor = PowersOfTen.AsLong(scale - Scale);
        foreach (ref var value in values)
            if (value != SegmentFormat.NoNumber)
                value *= factor;
    }

    /// <summary>Looks for one scale at which all values of several columns fit 64 bits.</summary>
    public static bool TryAlign(ReadOnlySpan<NumberColumn> columns, out byte scale)
    {
        scale = 0;
        foreach (ref readonly var column in columns)
            if (column.IsWide)
                return false;
            else if (!column.IsAbsent)
                scale = Math.Max(scale, column.Scale);
        foreach (ref readonly var column in columns)
        {
            var factor = column.IsAbsent ? 0 : PowersOfTen.AsLong(scale - column.Scale);
            if ((Int128)column.Greatest * factor > long.MaxValue || (Int128)column.Least * factor < -long.MaxValue)
                return false;
        }
        return true;
    }

    /// <summary>The same with the scale of each value.</summary>
    public void Read(int row, Span<long> values, Span<byte> scales)
    {
        Read(row, values);
        scales = scales[..values.Length];
        scales.Fill(Scale);
        if (!IsWide)
            return;
        row += _firstRow;
        if (IsDense)
        {
            new ReadOnlySpan<byte>(_scales + row, scales.Length).CopyTo(scales);
            return;
        }
        var cursor = _index.Over(row, row + values.Length);
        while (cursor.MoveNext())
            scales[cursor.Row - row] = _scales[cursor.Value];
    }

    /// <summary>Goes through the rows from one to before another that have a number; only of a column that is not dense.</summary>
    public RowIndex.Cursor Over(int from, int to) => _index.Over(from, to);

    /// <summary>By the index that a cursor gives.</summary>
    public byte ScaleOf(int index) => IsWide ? _scales[index] : Scale;

    /// <summary>By the index that a cursor gives.</summary>
    public long Value(int index) => _width switch
    {
        1 => Whole(_values[index], byte.MaxValue),
        2 => Whole(((ushort*)_values)[index], ushort.MaxValue),
        4 => Whole(((uint*)_values)[index], uint.MaxValue),
        _ => ((long*)_values)[index],
    };

    // In a dense column the largest distance stands for none; elsewhere no value has it.
    private long Whole(uint distance, uint none) => distance == none ? SegmentFormat.NoNumber : _least + distance;

    private void ReadDense(int row, Span<long> values)
    {
        switch (_width)
        {
            case 1:
                for (var i = 0; i < values.Length; i++)
                    values[i] = Whole(_values[row + i], byte.MaxValue);
                break;
            case 2:
                for (var i = 0; i < values.Length; i++)
                    values[i] = Whole(((ushort*)_values)[row + i], ushort.MaxValue);
                break;
            case 4:
                for (var i = 0; i < values.Length; i++)
                    values[i] = Whole(((uint*)_values)[row + i], uint.MaxValue);
                break;
            default:
                new ReadOnlySpan<long>((long*)_values + row, values.Length).CopyTo(values);
                break;
        }
    }
}
