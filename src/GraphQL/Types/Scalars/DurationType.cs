using System.Xml;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Lengths of time (ISO 8601). Years and months have no fixed length and are refused.</summary>
public sealed class DurationType() : TextScalarType<TimeSpan>(
    "Duration",
    "The `Duration` scalar type represents a length of time in ISO 8601 notation with days, hours, minutes and "
    + "seconds, such as `P7D`, `PT30M` or `PT1.5S`; a week is `P7D`. Years and months are not accepted, since their "
    + "length varies.",
    new("https://scalars.graphql.org/chillicream/duration.html"))
{
    /// <inheritdoc/>
    protected override TimeSpan Parse(string text)
    {
        try
        {
            return IsoWeeks(text) ?? (HasYearsOrMonths(text) ? throw Invalid(text) : XmlConvert.ToTimeSpan(text));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw Invalid(text);
        }
    }

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, TimeSpan value) => writer.WriteString(XmlConvert.ToString(value));

    private static bool HasYearsOrMonths(string text)
    {
        var date = text.AsSpan(0, text.IndexOf('T', StringComparison.Ordinal) is var time and >= 0 ? time : text.Length);
        return date.IndexOfAny('Y', 'M') >= 0;
    }

    // The XML form has no weeks, ISO 8601 has them.
    private static TimeSpan? IsoWeeks(string text) =>
        text.Length is > 2 and < 9 && text[0] == 'P' && text[^1] == 'W'
            && int.TryParse(text.AsSpan(1, text.Length - 2), System.Globalization.NumberStyles.None, null, out var weeks)
            ? TimeSpan.FromDays(7L * weeks)
            : null;

    private static CoercionException Invalid(string text) => new(
        $"Duration cannot represent value: {ValueText.Of(text)}; a length of time is written like P7D or PT30M.");
}
