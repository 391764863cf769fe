namespace Analytics.Columnar.Segments;

/// <summary>Reads a code column row by row, forward, through a block.</summary>
internal sealed class CodeCursor(Segment segment, SectionKind kind, uint id)
{
    private readonly CodeColumn _column = segment.Codes(kind, id);
    private readonly uint[] _block = new uint[1024];
    private int _start = int.MinValue / 2;

    public uint Next(int row)
    {
        if (_column.IsAbsent)
            return 0;
        if (row - _start >= _block.Length)
        {
            _start = row;
            _column.Read(row, _block.AsSpan(0, Math.Min(_block.Length, segment.Rows - row)));
        }
        return _block[row - _start];
    }
}

/// <summary>Reads a number column row by row, forward, through a block.</summary>
internal sealed class NumberCursor(Segment segment, uint property)
{
    private readonly NumberColumn _column = segment.Numbers(property);
    private readonly long[] _block = new long[1024];
    private readonly byte[] _scales = new byte[1024];
    private int _start = int.MinValue / 2;

    public bool TryNext(int row, out long value, out byte scale)
    {
        (value, scale) = (SegmentFormat.NoNumber, 0);
        if (_column.IsAbsent)
            return false;
        if (row - _start >= _block.Length)
        {
            _start = row;
            _column.Read(row, _block.AsSpan(0, Math.Min(_block.Length, segment.Rows - row)), _scales);
        }
        (value, scale) = (_block[row - _start], _scales[row - _start]);
        return value != SegmentFormat.NoNumber;
    }
}
