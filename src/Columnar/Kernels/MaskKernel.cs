using System.Runtime.Intrinsics;

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

    /// <summary>Sets rows whose code is one of a few.</summary>
    public static void OrEqual(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> wanted, Span<byte> mask)
    {
        mask = mask[..codes.Length];
        foreach (var code in wanted)
        {
            var i = 0;
            for (; i <= codes.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                var equal = Vector256.Equals(Vector256.Create(codes[i..]), Vector256.Create(code)) & Vector256<byte>.One;
                (Vector256.Create<byte>(mask[i..]) | equal).CopyTo(mask[i..]);
            }
            for (; i < codes.Length; i++)
                if (codes[i] == code)
                    mask[i] = 1;
        }
    }

    /// <summary>Sets rows whose value lies in one of the closed intervals; <paramref name="none"/> never does.</summary>
    /// <param name="values">One a row.</param>
    /// <param name="none">Stands for no value.</param>
    /// <param name="intervals">Ascending and apart.</param>
    /// <param name="mask">One byte a row.</param>
    public static void OrWithin(
        ReadOnlySpan<long> values, long none, ReadOnlySpan<(long From, long To)> intervals, Span<byte> mask)
    {
        if (intervals.Length > FewIntervals)
        {
            for (var i = 0; i < values.Length; i++)
                if (values[i] != none && IsWithin(values[i], intervals))
                    mask[i] = 1;
            return;
        }
        foreach (var (from, to) in intervals)
            for (var i = 0; i < values.Length; i++)
                if (values[i] >= from && values[i] <= to && values[i] != none)
                    mask[i] = 1;
    }

    // Up to here a pass over the rows for each interval, which the processor runs ahead of, beats a search in each row.
    private const int FewIntervals = 8;

    /// <summary>Whether a value lies in one of the closed intervals, which are ascending and apart.</summary>
    public static bool IsWithin(long value, ReadOnlySpan<(long From, long To)> intervals)
    {
        var (low, high) = (0, intervals.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < intervals[middle].From)
                high = middle - 1;
            else if (value > intervals[middle].To)
                low = middle + 1;
            else
                return true;
        }
        return false;
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
