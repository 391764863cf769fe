namespace Analytics.Columnar.Segments;

/// <summary>The ascending row numbers in front of a sparse column.</summary>
internal static class SparseRows
{
    /// <summary>Length of the row numbers with their padding, bytes.</summary>
    public static long Bytes(int count) => ((count * (long)sizeof(uint)) + 7) & ~7L;

    public static int FirstAtOrAfter(ReadOnlySpan<uint> rows, uint row)
    {
        var index = rows.BinarySearch(row);
        return index < 0 ? ~index : index;
    }
}
