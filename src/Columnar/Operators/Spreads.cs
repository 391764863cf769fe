using Analytics.Columnar.Kernels;
using Analytics.Domain.Funnels;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Operators;

/// <summary>Median, mean and p90 of many numbers.</summary>
internal static class Spreads
{
    // Tenths of a millisecond are whole ticks.
    private const long TicksPerTenth = TimeSpan.TicksPerMillisecond / 10;

    /// <param name="milliseconds">Not negative; not changed.</param>
    /// <returns>Null without any. The mean is rounded to the nearest tick.</returns>
    public static Times? OfTimes(ReadOnlySpan<long> milliseconds)
    {
        if (milliseconds.IsEmpty)
            return null;
        Int128 sum = 0;
        foreach (var time in milliseconds)
            sum += time;
        var mean = ((sum * TimeSpan.TicksPerMillisecond * 2) + milliseconds.Length) / (milliseconds.Length * 2L);
        var (median, p90) = TenfoldPercentiles(milliseconds);
        return new Times(
            TimeSpan.FromTicks(median * TicksPerTenth), TimeSpan.FromTicks((long)mean), TimeSpan.FromTicks(p90 * TicksPerTenth));
    }

    /// <param name="numbers">Not changed.</param>
    /// <returns>Null without any.</returns>
    public static Spread? OfNumbers(ReadOnlySpan<uint> numbers)
    {
        if (numbers.IsEmpty)
            return null;
        ulong sum = 0;
        foreach (var number in numbers)
            sum += number;
        var (median, p90) = TenfoldPercentiles(numbers);
        return new Spread(median / 10m, (decimal)sum / numbers.Length, p90 / 10m);
    }

    private static (long Median, long P90) TenfoldPercentiles<T>(ReadOnlySpan<T> values)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        Span<long> found = stackalloc long[2];
        RankKernel.TenfoldPercentiles(values, [5, 9], found);
        return (found[0], found[1]);
    }
}
