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
        // By hand: formatting is a large part of writing a series. "2026-03-01T12:30:00.0000000Z" with its quotes.
        Span<byte> text = stackalloc byte[30];
        var utc = value.UtcDateTime;
        var (year, month, day) = utc;
        var ofDay = utc.TimeOfDay;
        text[0] = (byte)'"';
        Pair(text, 1, year / 100);
        Pair(text, 3, year % 100);
        text[5] = (byte)'-';
        Pair(text, 6, month);
        text[8] = (byte)'-';
        Pair(text, 9, day);
        text[11] = (byte)'T';
        Pair(text, 12, ofDay.Hours);
        text[14] = (byte)':';
        Pair(text, 15, ofDay.Minutes);
        text[17] = (byte)':';
        Pair(text, 18, ofDay.Seconds);
        var length = Fraction(text, (int)(utc.Ticks % TimeSpan.TicksPerSecond));
        text[length] = (byte)'Z';
        text[length + 1] = (byte)'"';
        writer.WriteRaw(text[..(length + 2)]);
    }

    private static void Pair(Span<byte> text, int at, int number)
    {
        text[at] = (byte)('0' + number / 10);
        text[at + 1] = (byte)('0' + number % 10);
    }

    // None, milliseconds, or all seven digits.
    private static int Fraction(Span<byte> text, int ticks)
    {
        if (ticks == 0)
            return 20;
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
