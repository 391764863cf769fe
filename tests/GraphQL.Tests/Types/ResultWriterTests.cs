using System.Globalization;
using System.Text;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Tests.Types;

public sealed class ResultWriterTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("0.05")]
    [InlineData("-0.5")]
    [InlineData("1")]
    [InlineData("-1.10")]
    [InlineData("1234.56")]
    [InlineData("18446744073709551615")]
    [InlineData("-1844674407370955161.5")]
    [InlineData("18446744073709551616")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Decimal_is_written_digit_by_digit(string text) => Assert.Equal(
        text, Written(writer => writer.WriteNumber(decimal.Parse(text, CultureInfo.InvariantCulture))));

    [Fact]
    public void Decimal_is_written_like_the_platform_writes_it()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var value = new decimal(
                random.Next() >> random.Next(31), random.Next(2) * (random.Next() >> random.Next(31)), 0,
                random.Next(2) == 0, (byte)random.Next(29));
            Assert.Equal(
                value.ToString(CultureInfo.InvariantCulture), Written(writer => writer.WriteNumber(value)));
        }
    }

    [Theory]
    [InlineData("2026-03-01T12:30:00Z", "2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T00:30:59+01:00", "2026-02-28T23:30:59Z")]
    [InlineData("2024-02-29T23:59:59.007Z", "2024-02-29T23:59:59.007Z")]
    [InlineData("2024-02-29T23:59:59.1234567Z", "2024-02-29T23:59:59.1234567Z")]
    [InlineData("2024-02-29T23:59:59.0000001Z", "2024-02-29T23:59:59.0000001Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    public void Instant_is_written_in_UTC_with_the_fraction_that_it_has(string instant, string expected)
    {
        var value = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Assert.Equal($"\"{expected}\"", Written(writer => new DateTimeType().Write(writer, value)));
    }

    private static string Written(Action<ResultWriter> write)
    {
        using var writer = new ResultWriter();
        write(writer);
        return Encoding.UTF8.GetString(writer.Written.Span);
    }
}
