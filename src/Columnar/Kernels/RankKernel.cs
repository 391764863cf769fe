using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Kernels;

/// <summary>Order statistics over many numbers without sorting: a count by leading bits, then a closer look at the
/// few numbers that share them with the one wanted.</summary>
internal static class RankKernel
{
    private const int Buckets = 1 << 12;

    /// <summary>
    /// Percentiles of type 7, linear between closest ranks: at 0-based rank (n - 1) * tenths / 10.
    /// </summary>
    /// <param name="parts">At least one number, from 0 on, in however many parts.</param>
    /// <param name="tenths">5 for the median, 9 for p90.</param>
    /// <param name="tenfold">Receives ten times each percentile, which is a whole number.</param>
    public static void TenfoldPercentiles<T>(
        ReadOnlySpan<NativeSlice<T>> parts, ReadOnlySpan<int> tenths, Span<long> tenfold)
        where T : unmanaged, IBinaryInteger<T>
    {
        var last = -1L;
        foreach (var part in parts)
            last += part.Count;
        Span<long> ranks = stackalloc long[tenths.Length * 2];
        Span<long> found = stackalloc long[ranks.Length];
        for (var i = 0; i < tenths.Length; i++)
        {
            var rank = last * tenths[i];
            (ranks[i * 2], ranks[(i * 2) + 1]) = (rank / 10, (rank + 9) / 10);
        }
        Select(parts, ranks, found);
        for (var i = 0; i < tenths.Length; i++)
            tenfold[i] = (found[i * 2] * 10) + ((found[(i * 2) + 1] - found[i * 2]) * (last * tenths[i] % 10));
    }

    /// <summary>The numbers that would stand at these places in ascending order.</summary>
    /// <param name="parts">Numbers from 0 on.</param>
    /// <param name="ranks">From 0 to before the number of values; quickest when they ascend.</param>
    /// <param name="found">One a rank.</param>
    public static void Select<T>(ReadOnlySpan<NativeSlice<T>> parts, ReadOnlySpan<long> ranks, Span<long> found)
        where T : unmanaged, IBinaryInteger<T>
    {
        var shift = Math.Max(0, Bits(parts) - BitOperations.Log2(Buckets));
        Span<int> counts = stackalloc int[Buckets];
        counts.Clear();
        foreach (var part in parts)
            foreach (var value in part.Span)
                counts[int.CreateTruncating(value >> shift)]++;
        using var close = new NativeBuffer<long>();
        var (bucket, before, gathered) = (0, 0L, -1);
        for (var i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] < before)
                (bucket, before) = (0, 0);
            while (before + counts[bucket] <= ranks[i])
                before += counts[bucket++];
            found[i] = bucket;
            if (shift == 0)
                continue;
            if (gathered != bucket)
                Gather(parts, bucket, shift, close);
            gathered = bucket;
            found[i] = SelectKernel.Select(close.Span, (int)(ranks[i] - before));
        }
    }

    // Of the greatest number.
    private static int Bits<T>(ReadOnlySpan<NativeSlice<T>> parts)
        where T : unmanaged, IBinaryInteger<T>
    {
        var all = Vector<T>.Zero;
        var rest = T.Zero;
        foreach (var part in parts)
        {
            var values = part.Span;
            for (; values.Length >= Vector<T>.Count; values = values[Vector<T>.Count..])
                all |= new Vector<T>(values);
            foreach (var value in values)
                rest |= value;
        }
        for (var i = 0; i < Vector<T>.Count; i++)
            rest |= all[i];
        return 64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(rest));
    }

    private static void Gather<T>(ReadOnlySpan<NativeSlice<T>> parts, int bucket, int shift, NativeBuffer<long> close)
        where T : unmanaged, IBinaryInteger<T>
    {
        close.Clear();
        foreach (var part in parts)
            foreach (var value in part.Span)
                if (int.CreateTruncating(value >> shift) == bucket)
                    close.Add(long.CreateTruncating(value));
    }
}
