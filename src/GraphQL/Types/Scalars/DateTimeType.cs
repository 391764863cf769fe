using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Instants (RFC 3339). Written in UTC with <c>Z</c>, and with a fraction only when it is not zero.</summary>
public sealed partial class DateTimeType() : TextScalarType<DateTimeOffset>(
    "DateTime",
    "The `DateTime` scalar type represents an instant as an RFC 3339 text with an offset, such as "
    + "`2026-03-01T12:30:00Z` or `2026-03-01T13:30:00.25+01:00`, with up to 7 fraction digits. It is written in UTC.",
    new("https://scalars.graphql.org/chillicream/date-time.html"))
{
    private const int LongestText = 30;

    /// <inheritdoc/>
    protected override DateTimeOffset Parse(string text)
    {
        if (Format().IsMatch(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
            return value;
        throw new CoercionException(
            $"DateTime cannot represent value: {ValueText.Of(text)}; an instant is written like 2026-03-01T12:30:00Z, "
            + "with an offset.");
    }

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, DateTimeOffset value)
    {
        // By hand: formatting is a large part of writing a series.
        var text = writer.GetSpan(LongestText)[..LongestText];
        "\"0000-00-00T00:00:00"u8.CopyTo(text);
        var utc = value.UtcDateTime;
        var (year, month, day) = utc;
        var ofDay = (ulong)utc.Ticks % TimeSpan.TicksPerDay;
        var seconds = (uint)(ofDay / TimeSpan.TicksPerSecond);
        var (minutes, second) = Math.DivRem(seconds, 60);
        var (hour, minute) = Math.DivRem(minutes, 60);
        var (century, yearOfCentury) = Math.DivRem((uint)year, 100);
        DigitPairs.Write(text, 1, century);
        DigitPairs.Write(text, 3, yearOfCentury);
        DigitPairs.Write(text, 6, (uint)month);
        DigitPairs.Write(text, 9, (uint)day);
        DigitPairs.Write(text, 12, hour);
        DigitPairs.Write(text, 15, minute);
        DigitPairs.Write(text, 18, second);
        var fraction = (uint)(ofDay - (ulong)seconds * TimeSpan.TicksPerSecond);
        var length = fraction == 0 ? 20 : WriteFraction(text, fraction);
        text[length] = (byte)'Z';
        text[length + 1] = (byte)'"';
        writer.Advance(length + 2);
    }

    // Milliseconds, or all seven digits.
    private static int WriteFraction(Span<byte> text, uint ticks)
    {
        text[20] = (byte)'.';
        var digits = ticks % TimeSpan.TicksPerMillisecond == 0 ? 3 : 7;
        Utf8Formatter.TryFormat(ticks, text[21..], out _, new StandardFormat('D', 7));
        return 21 + digits;
    }

    /// <inheritdoc/>
    protected override DateTimeOffset Convert(object value) => value is DateTime { Kind: not DateTimeKind.Unspecified } at
        ? at
        : throw Cannot(value);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,7})?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
