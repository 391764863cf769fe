using System.Numerics;

namespace Analytics.Columnar.Segments;

/// <summary>Which value of a column is a row's, for columns that do not have one for each row.</summary>
internal readonly unsafe struct RowIndex
{
    private readonly RankedBits _bits;
    private readonly uint* _rows;
    private readonly int _count;

    private RowIndex(RankedBits bits, uint* rows, int count)
    {
        _rows = rows;
        (_bits, _count) = (bits, count);
    }

    /// <summary>Reads what stands in front of the values.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="encoding">Not dense.</param>
    /// <param name="rows">Of the segment.</param>
    /// <param name="count">Values.</param>
    /// <param name="bytes">Where the values start.</param>
    public static RowIndex At(byte* start, SectionEncoding encoding, int rows, int count, out long bytes)
    {
        var isSparse = encoding is SectionEncoding.Sparse;
        bytes = isSparse ? SegmentFormat.Aligned(count * (long)sizeof(uint)) : RankedBits.Bytes(rows);
        return isSparse ? new(default, (uint*)start, count) : new(RankedBits.At(start, rows), null, count);
    }

    // Of a sparse column.
    private ReadOnlySpan<uint> Rows => new(_rows, _count);

    /// <returns>The index of the row's value; -1 when it has none.</returns>
    public int Find(int row)
    {
        if (_rows is null)
            return _bits[row] ? _bits.Before(row) : -1;
        var index = Rows.BinarySearch((uint)row);
        return index < 0 ? -1 : index;
    }

    /// <summary>Goes through the rows from one to before another that have a value.</summary>
    public Cursor Over(int from, int to) => new(this, from, to);

    /// <summary>Stands on one row after the other.</summary>
    internal ref struct Cursor
    {
        private readonly RowIndex _index;
        private readonly int _to;
        private ulong _word;
        private int _base;

        public Cursor(RowIndex index, int from, int to)
        {
            (_index, _to) = (index, to);
            if (index._rows is not null)
            {
                var first = index.Rows.BinarySearch((uint)from);
                Value = (first < 0 ? ~first : first) - 1;
                return;
            }
            _base = from & ~63;
            _word = from < to ? index._bits.Word(from >> 6) & (ulong.MaxValue << from) : 0;
            Value = from < to ? index._bits.Before(from) - 1 : 0;
        }

        public int Row { get; private set; }

        /// <summary>The index of the row's value.</summary>
        public int Value { get; private set; }

        public bool MoveNext()
        {
            Value++;
            if (_index._rows is not null)
            {
                if (Value >= _index._count || _index._rows[Value] >= (uint)_to)
                    return false;
                Row = (int)_index._rows[Value];
                return true;
            }
            while (_word == 0)
            {
                _base += 64;
                if (_base >= _to)
                    return false;
                _word = _index._bits.Word(_base >> 6);
            }
            Row = _base + BitOperations.TrailingZeroCount(_word);
            _word &= _word - 1;
            return Row < _to;
        }
    }
}
