namespace Analytics.Domain.Statistics;

/// <summary>How much a share differs from another one.</summary>
/// <param name="Difference">The first share less the second, -1 to 1.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct ProportionDifference(double Difference, double Lower, double Upper)
{
    /// <summary>The difference of two shares with its 95 % interval, which also holds near 0 and 1.</summary>
    /// <param name="hits">Of the first group.</param>
    /// <param name="of">Its members.</param>
    /// <param name="baseHits">Of the second group.</param>
    /// <param name="baseOf">Its members.</param>
    /// <returns>Null where a group is empty.</returns>
    /// <remarks>R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.</remarks>
    public static ProportionDifference? Of(long hits, long of, long baseHits, long baseOf)
    {
        if (of == 0 || baseOf == 0)
            return null;
        var (p, q) = ((double)hits / of, (double)baseHits / baseOf);
        var (lower, upper) = Wilson(hits, of);
        var (baseLower, baseUpper) = Wilson(baseHits, baseOf);
        return new ProportionDifference(
            p - q,
            Math.Max(-1, p - q - Math.Sqrt(Square(p - lower) + Square(baseUpper - q))),
            Math.Min(1, p - q + Math.Sqrt(Square(upper - p) + Square(q - baseLower))));
    }

    /// <summary>The 95 % score interval of a share.</summary>
    /// <param name="hits">0 to <paramref name="of"/>.</param>
    /// <param name="of">At least 1.</param>
    /// <remarks>E. B. Wilson, Journal of the American Statistical Association 22 (1927), without correction for continuity.
    /// </remarks>
    public static (double Lower, double Upper) Wilson(long hits, long of)
    {
        var (share, z2) = ((double)hits / of, TwoByTwo.Z * TwoByTwo.Z);
        var middle = share + (z2 / (2 * of));
        var width = TwoByTwo.Z * Math.Sqrt((share * (1 - share) / of) + (z2 / (4.0 * of * of)));
        var scale = 1 + (z2 / of);
        return (hits == 0 ? 0 : (middle - width) / scale, hits == of ? 1 : (middle + width) / scale);
    }

    private static double Square(double value) => value * value;
}
