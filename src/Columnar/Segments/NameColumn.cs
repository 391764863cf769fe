namespace Analytics.Columnar.Segments;

/// <summary>The code of each row's event name: a byte each as long as they fit.</summary>
/// <param name="start">The first row's.</param>
/// <param name="width">1, 2 or 4 bytes.</param>
internal readonly unsafe struct NameColumn(byte* start, int width)
{
    /// <summary>Bytes of a code: 1, 2, or 4 for a tenant with more names than most.</summary>
    public int Width { get; } = width;

    /// <summary>The codes when <see cref="Width"/> is 1.</summary>
    public byte* Bytes { get; } = start;

    /// <summary>The codes when <see cref="Width"/> is 2.</summary>
    public ushort* Words => (ushort*)Bytes;

    public uint this[int row] => Width switch
    {
        1 => Bytes[row],
        2 => Words[row],
        _ => ((uint*)Bytes)[row],
    };

    /// <summary>The codes of <c>codes.Length</c> rows from <paramref name="row"/> on, of any width.</summary>
    public void Read(int row, Span<uint> codes)
    {
        for (var i = 0; i < codes.Length; i++)
            codes[i] = this[row + i];
    }
}
