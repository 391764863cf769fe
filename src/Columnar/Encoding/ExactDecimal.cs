using System.Numerics;

namespace Analytics.Columnar.Encoding;

/// <summary>Turns a whole number of small units into a decimal.</summary>
internal static class ExactDecimal
{
    private static readonly BigInteger _most = (BigInteger)decimal.MaxValue;

    /// <returns>
    /// <c>units / 10^scale</c>, exact as long as it has at most 28 digits without trailing zeros; of more digits the
    /// last ones behind the point are rounded once, half to even.
    /// </returns>
    public static decimal Of(BigInteger units, int scale)
    {
        if (units.IsZero)
            return 0;
        while (scale > 0 && BigInteger.Remainder(units, 10).IsZero)
            (units, scale) = (units / 10, scale - 1);
        var places = scale;
        while (places > 0 && BigInteger.Abs(units) / BigInteger.Pow(10, scale - places) > _most)
            places--;
        if (places < scale)
            (units, scale) = (Rounded(units, BigInteger.Pow(10, scale - places)), places);
        return (decimal)units / PowersOfTen.AsDecimal(scale);
    }

    private static BigInteger Rounded(BigInteger units, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(units, divisor, out var remainder);
        var half = (BigInteger.Abs(remainder) * 2).CompareTo(divisor);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + units.Sign : quotient;
    }
}
