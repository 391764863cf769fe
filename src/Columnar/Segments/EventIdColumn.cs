using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Event ids: where the bytes of each 64 rows start, the length of each id, the bytes. Cold: they break ties, and
/// merging carries them along.
/// </summary>
internal readonly unsafe struct EventIdColumn
{
    private const int Group = 64;
    private readonly long* _starts;
    private readonly byte* _lengths;
    private readonly byte* _bytes;
    private readonly int _width;

    /// <param name="start">The section's first byte.</param>
    /// <param name="rows">Of the segment.</param>
    /// <param name="width">Bytes of a length: 1 or 2.</param>
    public EventIdColumn(byte* start, int rows, int width)
    {
        _starts = (long*)start;
        _lengths = start + (Groups(rows) * sizeof(long));
        _bytes = _lengths + SegmentFormat.Aligned(rows * (long)width);
        _width = width;
    }

    public ReadOnlySpan<byte> this[int row] => new(_bytes + Start(row), Length(row));

    public int Length(int row) => _width == 1 ? _lengths[row] : ((ushort*)_lengths)[row];

    /// <summary>The ids of rows that follow each other, one behind the other.</summary>
    public ReadOnlySpan<byte> Run(int row, int count)
    {
        var start = Start(row);
        return new ReadOnlySpan<byte>(_bytes + start, checked((int)(Start(row + count - 1) + Length(row + count - 1) - start)));
    }

    /// <summary>Writes what stands in front of the bytes.</summary>
    /// <returns>The width.</returns>
    public static int WriteLengths(SegmentWriter writer, ReadOnlySpan<ushort> lengths)
    {
        var width = lengths.ContainsAnyExceptInRange<ushort>(0, byte.MaxValue) ? 2 : 1;
        using var codes = new NativeBuffer<uint>();
        using var starts = new NativeBuffer<long>();
        long start = 0;
        var room = codes.Append(lengths.Length);
        for (var row = 0; row < lengths.Length; row++)
        {
            if (row % Group == 0)
                starts.Add(start);
            room[row] = lengths[row];
            start += lengths[row];
        }
        writer.Write<long>(starts.Span);
        writer.WriteCodes(room, width);
        writer.AlignContent();
        return width;
    }

    private static long Groups(int rows) => (rows + (Group - 1L)) / Group;

    private long Start(int row)
    {
        var start = _starts[row / Group];
        for (var i = row & -Group; i < row; i++)
            start += Length(i);
        return start;
    }
}
