namespace Analytics.Columnar.Segments;

/// <summary>How a column is written.</summary>
/// <param name="Encoding">Which rows its values belong to.</param>
/// <param name="Width">Bytes of a value.</param>
internal readonly record struct ColumnForm(SectionEncoding Encoding, int Width)
{
    // One value a row is read fastest: a smaller form has to save this much of it.
    private const double WorthSaving = 0.4;

    /// <summary>The form for so many values in so many rows.</summary>
    public static ColumnForm Of(int count, int rows, int width, bool mayBeDense = true)
    {
        var dense = rows * (long)width;
        var ranked = RankedBits.Bytes(rows) + (count * (long)width);
        var sparse = count * (long)(sizeof(uint) + width);
        var least = Math.Min(ranked, sparse);
        if (mayBeDense && least > dense * (1 - WorthSaving))
            return new ColumnForm(SectionEncoding.Dense, width);
        return new ColumnForm(sparse < ranked ? SectionEncoding.Sparse : SectionEncoding.Ranked, width);
    }

    /// <summary>Bytes that hold a code.</summary>
    public static int WidthOf(uint largest) => largest <= byte.MaxValue ? 1 : largest <= ushort.MaxValue ? 2 : 4;

    /// <summary>Bytes that hold a distance and leave the largest one free to stand for none.</summary>
    public static int WidthOf(long least, long greatest) => unchecked((ulong)greatest - (ulong)least) switch
    {
        < byte.MaxValue => 1,
        < ushort.MaxValue => 2,
        < uint.MaxValue => 4,
        _ => 8,
    };
}
