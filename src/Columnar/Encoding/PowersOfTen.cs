namespace Analytics.Columnar.Encoding;

/// <summary>10^0 to 10^18: every power that an Int64 holds.</summary>
internal static class PowersOfTen
{
    private static readonly long[] _powers = Powers();

    public static long AsLong(int exponent) => _powers[exponent];

    public static decimal AsDecimal(int exponent) => _powers[exponent];

    private static long[] Powers()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
