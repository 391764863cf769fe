using System.Numerics;

namespace Analytics.Columnar.Encoding;

/// <summary>Turns a whole number of small units into a decimal.</summary>
internal static class ExactDecimal
{
    private static readonly BigInteger _most = (BigInteger)decimal.MaxValue;

    /// <returns><c>units / 10^scale</c>, exact as long as it has at most 28 digits without trailing zeros.</returns>
    public static decimal Of(BigInteger units, int scale)
    {
        if (units.IsZero)
            return 0;
        while (scale > 0 && BigInteger.Remainder(units, 10).IsZero)
            (units, scale) = (units / 10, scale - 1);
        while (scale > 0 && BigInteger.Abs(units) > _most)
            (units, scale) = (units / 10, scale - 1);
        return (decimal)units / PowersOfTen.AsDecimal(scale);
    }
}
