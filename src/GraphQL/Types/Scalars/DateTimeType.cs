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
        // The round-trip format is the fast one: 2026-03-01T12:30:00.0000000Z, cut to the digits that are needed.
        Span<byte> text = stackalloc byte[30];
        text[0] = (byte)'"';
        value.UtcDateTime.TryFormat(text[1..], out _, "O", CultureInfo.InvariantCulture);
        var length = value.Ticks % TimeSpan.TicksPerSecond == 0 ? 20
            : value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 24
            : 28;
        text[length] = (byte)'Z';
        text[length + 1] = (byte)'"';
        writer.WriteRaw(text[..(length + 2)]);
    }

    /// <inheritdoc/>
    protected override DateTimeOffset Convert(object value) => value is DateTime { Kind: not DateTimeKind.Unspecified } at
        ? at
        : throw Cannot(value);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,7})?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
