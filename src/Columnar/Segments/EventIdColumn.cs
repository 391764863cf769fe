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
        var width = WidthOf(lengths);
        using var starts = new NativeBuffer<long>();
        AddStarts(starts, lengths, 0);
        writer.Write<long>(starts.Span);
        WriteLengths(writer, lengths, width);
        writer.AlignContent();
        return width;
    }

    /// <summary>Bytes that hold each of some lengths.</summary>
    public static int WidthOf(ReadOnlySpan<ushort> lengths) =>
        lengths.ContainsAnyExceptInRange<ushort>(0, byte.MaxValue) ? 2 : 1;

    /// <summary>Adds where the bytes of each 64 rows start, of a multiple of 64 rows but for the last.</summary>
    /// <param name="starts">Takes them.</param>
    /// <param name="lengths">Of the rows that follow.</param>
    /// <param name="start">Where the bytes of these rows start.</param>
    /// <returns>Where they end.</returns>
    public static long AddStarts(NativeBuffer<long> starts, ReadOnlySpan<ushort> lengths, long start)
    {
        for (var row = 0; row < lengths.Length; row++)
        {
            if (row % Group == 0)
                starts.Add(start);
            start += lengths[row];
        }
        return start;
    }

    /// <summary>Writes lengths, of a section that the starts were written to.</summary>
    public static void WriteLengths(SegmentWriter writer, ReadOnlySpan<ushort> lengths, int width)
    {
        using var codes = new NativeBuffer<uint>();
        var room = codes.Append(lengths.Length);
        for (var row = 0; row < lengths.Length; row++)
            room[row] = lengths[row];
        writer.WriteCodes(room, width);
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
