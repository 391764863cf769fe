using System.Globalization;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Calendar days without time and zone (RFC 3339 full-date).</summary>
public sealed class DateType() : TextScalarType<DateOnly>(
    "Date",
    "The `Date` scalar type represents a calendar day without a time zone, such as `2026-03-01`.",
    new("https://scalars.graphql.org/chillicream/local-date.html"))
{
    /// <inheritdoc/>
    protected override DateOnly Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : throw new CoercionException(
                $"Date cannot represent value: {ValueText.Of(text)}; a day is written like 2026-03-01.");

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, DateOnly value) => writer.WriteFormatted(value, "yyyy-MM-dd");
}
