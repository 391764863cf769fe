namespace Analytics.Columnar.Kernels;

/// <summary>Byte masks, one byte a row, 0 or 1.</summary>
internal static class MaskKernel
{
    /// <summary>Sets rows whose code the table marks. Every code lies inside the table.</summary>
    public static void OrLookup(ReadOnlySpan<uint> codes, ReadOnlySpan<byte> table, Span<byte> mask)
    {
        for (var i = 0; i < codes.Length; i++)
            mask[i] |= table[(int)codes[i]];
    }

    /// <summary>Sets rows whose value lies in one of the closed intervals; <paramref name="none"/> never does.</summary>
    public static void OrWithin(
        ReadOnlySpan<long> values, long none, ReadOnlySpan<(long From, long To)> intervals, Span<byte> mask)
    {
        foreach (var (from, to) in intervals)
            for (var i = 0; i < values.Length; i++)
                if (values[i] >= from && values[i] <= to && values[i] != none)
                    mask[i] = 1;
    }

    public static void And(ReadOnlySpan<byte> other, Span<byte> mask)
    {
        for (var i = 0; i < mask.Length; i++)
            mask[i] &= other[i];
    }

    public static void Or(ReadOnlySpan<byte> other, Span<byte> mask)
    {
        for (var i = 0; i < mask.Length; i++)
            mask[i] |= other[i];
    }

    public static void Not(Span<byte> mask)
    {
        for (var i = 0; i < mask.Length; i++)
            mask[i] ^= 1;
    }
}
