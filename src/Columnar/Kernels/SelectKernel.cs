using System.Numerics;

namespace Analytics.Columnar.Kernels;

/// <summary>Order statistics without sorting (C. A. R. Hoare, Algorithm 65: Find, 1961).</summary>
internal static class SelectKernel
{
    /// <summary>Reorders the values so that the one of this rank stands at its place, smaller ones before it.</summary>
    /// <returns>That value.</returns>
    public static T Select<T>(Span<T> values, int rank)
        where T : unmanaged, INumber<T>
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = MedianOfThree(values[left], values[(left + right) >>> 1], values[right]);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    (i, j) = (i + 1, j - 1);
                }
            }
            if (rank <= j)
                right = j;
            else if (rank >= i)
                left = i;
            else
                break;
        }
        return values[rank];
    }

    /// <summary>
    /// The percentile of type 7, linear between closest ranks: at 0-based rank (n - 1) * tenths / 10.
    /// </summary>
    /// <param name="values">At least one; reordered.</param>
    /// <param name="tenths">5 for the median, 9 for p90.</param>
    /// <returns>Ten times the percentile, which is a whole number.</returns>
    public static long TenfoldPercentile(Span<long> values, int tenths)
    {
        var (rank, part) = Math.DivRem((values.Length - 1L) * tenths, 10);
        var low = Select(values, (int)rank);
        if (part == 0)
            return low * 10;
        var high = long.MaxValue;
        foreach (var value in values[((int)rank + 1)..])
            high = Math.Min(high, value);
        return (low * 10) + ((high - low) * part);
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : unmanaged, INumber<T> =>
        T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
}
