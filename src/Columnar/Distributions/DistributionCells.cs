using System.Collections.Immutable;
using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>Figures of a set of values.</summary>
/// <typeparam name="T">Whole units of <c>10^-scale</c>.</typeparam>
internal sealed class DistributionCells<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly T[] _edges;
    private readonly int _scale;

    /// <param name="edges">Inner edges of the histogram.</param>
    /// <param name="scale">Digits behind the point.</param>
    public DistributionCells(ImmutableArray<decimal> edges, int scale) =>
        (_edges, _scale) = ([.. edges.Select(edge => T.CreateChecked(Units(edge, scale)))], scale);

    /// <param name="values">Reordered.</param>
    /// <param name="actors">Those who have them.</param>
    /// <param name="unfinished">Starts without a value.</param>
    public DistributionFigures Of(Span<T> values, long actors, long unfinished)
    {
        var buckets = new long[_edges.Length + 1];
        var sum = Int128.Zero;
        var (least, greatest) = (T.MaxValue, T.MinValue);
        foreach (var value in values)
        {
            sum = checked(sum + Int128.CreateChecked(value));
            (least, greatest) = (T.Min(least, value), T.Max(greatest, value));
            buckets[Bucket(value)]++;
        }
        var any = !values.IsEmpty;
        return new DistributionFigures(
            values.Length,
            actors,
            unfinished,
            Number(sum),
            any ? Percentile(values, 5) : null,
            any ? Percentile(values, 9) : null,
            any ? Number(least) : null,
            any ? Number(greatest) : null,
            [.. buckets]);
    }

    // The first whole number of units that is not below an edge.
    private static Int128 Units(decimal edge, int scale)
    {
        var whole = decimal.Floor(edge);
        return ((Int128)whole * PowersOfTen.AsLong(scale))
            + (Int128)decimal.Ceiling((edge - whole) * PowersOfTen.AsDecimal(scale));
    }

    private int Bucket(T value)
    {
        var found = _edges.AsSpan().BinarySearch(value);
        var bucket = found < 0 ? ~found : found;
        // Edges that differ by less than a unit are one.
        while (bucket < _edges.Length && _edges[bucket] <= value)
            bucket++;
        return bucket;
    }

    // Type 7: linear between the values at the closest ranks.
    private decimal Percentile(Span<T> values, int tenths)
    {
        var (rank, part) = Math.DivRem((values.Length - 1L) * tenths, 10);
        var below = Number(SelectKernel.Select(values, (int)rank));
        if (part == 0)
            return below;
        var above = T.MaxValue;
        foreach (var value in values[((int)rank + 1)..])
            above = T.Min(above, value);
        return below + ((Number(above) - below) * part / 10);
    }

    private decimal Number<TUnits>(TUnits units)
        where TUnits : IBinaryInteger<TUnits> => ExactDecimal.Of(BigInteger.CreateChecked(units), _scale);
}
