using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Domain.Funnels;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Operators;

/// <summary>Median, mean and p90 of many numbers, in however many parts.</summary>
internal static class Spreads
{
    // Tenths of a millisecond are whole ticks.
    private const long TicksPerTenth = TimeSpan.TicksPerMillisecond / 10;

    /// <param name="milliseconds">Not negative.</param>
    /// <returns>Null without any. The mean is rounded to the nearest tick.</returns>
    public static Times? OfTimes(ReadOnlySpan<NativeSlice<long>> milliseconds)
    {
        var (count, sum) = (0L, (Int128)0);
        foreach (var part in milliseconds)
        {
            count += part.Count;
            foreach (var time in part.Span)
                sum += time;
        }
        if (count == 0)
            return null;
        var mean = ((sum * TimeSpan.TicksPerMillisecond * 2) + count) / (count * 2);
        var (median, p90) = TenfoldPercentiles(milliseconds);
        return new Times(
            TimeSpan.FromTicks(median * TicksPerTenth),
            TimeSpan.FromTicks((long)mean),
            TimeSpan.FromTicks(p90 * TicksPerTenth));
    }

    /// <returns>Null without any.</returns>
    public static Spread? OfNumbers(ReadOnlySpan<NativeSlice<uint>> numbers)
    {
        var (count, sum) = (0L, 0L);
        foreach (var part in numbers)
        {
            count += part.Count;
            foreach (var number in part.Span)
                sum += number;
        }
        if (count == 0)
            return null;
        var (median, p90) = TenfoldPercentiles(numbers);
        return new Spread(median / 10m, (decimal)sum / count, p90 / 10m);
    }

    private static (long Median, long P90) TenfoldPercentiles<T>(ReadOnlySpan<NativeSlice<T>> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<long> found = stackalloc long[2];
        RankKernel.TenfoldPercentiles(values, [5, 9], found);
        return (found[0], found[1]);
    }
}
