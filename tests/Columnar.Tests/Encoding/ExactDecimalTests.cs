using System.Globalization;
using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Tests.Encoding;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("999999999999999999000000000000000001", "999999999999999999")]
    [InlineData("999999999999999999555555555550000000", "999999999999999999.5555555556")]
    [InlineData("-999999999999999999555555555550000000", "-999999999999999999.5555555556")]
    [InlineData("900000000000000000000000000250000000", "900000000000000000.0000000002")]
    [InlineData("900000000000000000000000000350000000", "900000000000000000.0000000004")]
    [InlineData("-1", "-0.000000000000000001")]
    public void More_digits_than_a_decimal_has_are_rounded_half_to_even(string units, string expected) =>
        Assert.Equal(
            decimal.Parse(expected, CultureInfo.InvariantCulture),
            ExactDecimal.Of(BigInteger.Parse(units, CultureInfo.InvariantCulture), 18));
}
