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
    /// <param name="values">At least one, from 0 on; not changed.</param>
    /// <param name="tenths">5 for the median, 9 for p90.</param>
    /// <param name="tenfold">Receives ten times each percentile, which is a whole number.</param>
    public static void TenfoldPercentiles<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> tenths, Span<long> tenfold)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<long> ranks = stackalloc long[tenths.Length * 2];
        Span<long> found = stackalloc long[ranks.Length];
        for (var i = 0; i < tenths.Length; i++)
        {
            var rank = (values.Length - 1L) * tenths[i];
            (ranks[i * 2], ranks[(i * 2) + 1]) = (rank / 10, (rank + 9) / 10);
        }
        Select(values, ranks, found);
        for (var i = 0; i < tenths.Length; i++)
        {
            var part = (values.Length - 1L) * tenths[i] % 10;
            tenfold[i] = (found[i * 2] * 10) + ((found[(i * 2) + 1] - found[i * 2]) * part);
        }
    }

    /// <summary>The numbers that would stand at these places in ascending order.</summary>
    /// <param name="values">Numbers from 0 on; not changed.</param>
    /// <param name="ranks">From 0 to before the number of values; quickest when they ascend.</param>
    /// <param name="found">One a rank.</param>
    public static void Select<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> ranks, Span<long> found)
        where T : unmanaged, IBinaryInteger<T>
    {
        var most = T.Zero;
        foreach (var value in values)
            most |= value;
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(most)) - BitOperations.Log2(Buckets));
        Span<int> counts = stackalloc int[Buckets];
        counts.Clear();
        foreach (var value in values)
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
                Gather(values, bucket, shift, close);
            gathered = bucket;
            found[i] = SelectKernel.Select(close.Span, (int)(ranks[i] - before));
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> values, int bucket, int shift, NativeBuffer<long> close)
        where T : unmanaged, IBinaryInteger<T>
    {
        close.Clear();
        foreach (var value in values)
            if (int.CreateTruncating(value >> shift) == bucket)
                close.Add(long.CreateTruncating(value));
    }
}
