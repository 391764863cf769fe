using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Holds a value to what the plan says of its property.</summary>
internal sealed class PropertyCheck
{
    private readonly PlannedProperty _planned;
    private readonly Regex? _pattern;
    private readonly FrozenSet<string>? _values;

    public PropertyCheck(PlannedProperty planned)
    {
        _planned = planned;
        _pattern = planned.Pattern is null ? null : PlanRules.Compile(planned.Pattern);
        _values = planned.Values.Length == 0 ? null : planned.Values.ToFrozenSet(StringComparer.Ordinal);
    }

    public string Name => _planned.Name;

    /// <summary>Its place among the required ones; -1 when it may be missing.</summary>
    public int RequiredPlace { get; set; } = -1;

    /// <summary>The problem of an event without it; the sentence never holds what was sent.</summary>
    public Problem Missing => Problem.Invalid(
        "PROPERTY_MISSING", $"The tracking plan requires the property '{Name}'.", $"properties.{Name}");

    /// <summary>Looks at the value that the reader stands on and leaves the reader there.</summary>
    /// <returns>Code and sentence of the breach, null when there is none.</returns>
    public (string Code, string Message)? Check(Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (!HasType(ref reader))
            return ("PROPERTY_WRONG_TYPE", $"The tracking plan expects {Expected(_planned.Type!.Value)} in '{Name}'.");
        if (reader.TokenType != JsonTokenType.StartArray)
            return CheckValue(ref reader);
        if (_values is null && _pattern is null)
            return null;
        // Of a list the items that are values; what is inside its objects and lists has paths of its own.
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
            else if (CheckValue(ref reader) is { } breach)
                return breach;
        }

        return null;
    }

    private (string Code, string Message)? CheckValue(ref Utf8JsonReader reader)
    {
        if ((_planned.Minimum ?? _planned.Maximum) is not null && !InRange(ref reader))
            return ("PROPERTY_OUT_OF_RANGE", $"The tracking plan expects '{Name}' {Range()}.");
        if (_values is null && _pattern is null)
            return null;
        var text = reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        if (_values?.Contains(text) == false)
            return ("PROPERTY_NOT_IN_ENUM", $"The value of '{Name}' is none of those that the tracking plan lists.");
        return _pattern is null || Matches(text)
            ? null
            : ("PROPERTY_PATTERN", $"The value of '{Name}' does not match the tracking plan's pattern.");
    }

    private bool HasType(ref Utf8JsonReader reader) => _planned.Type switch
    {
        null => true,
        PropertyType.String => reader.TokenType == JsonTokenType.String,
        PropertyType.Number => reader.TokenType == JsonTokenType.Number,
        PropertyType.Integer => reader.TokenType == JsonTokenType.Number && IsWhole(ref reader),
        PropertyType.Boolean => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
        PropertyType.List => reader.TokenType == JsonTokenType.StartArray,
        PropertyType.Object => reader.TokenType == JsonTokenType.StartObject,
        PropertyType.Timestamp => reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
            && IsoTime.TryParse(reader.ValueSpan, out _),
        _ => throw new InvalidOperationException($"No rule for {_planned.Type}."),
    };

    // What a decimal cannot hold is whole when a double, which is coarser there than 1, says so.
    private static bool IsWhole(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out _)
        || (reader.TryGetDecimal(out var number) ? number == decimal.Truncate(number)
            : reader.TryGetDouble(out var large) && large == Math.Truncate(large));

    private bool InRange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return true;
        if (reader.TryGetDecimal(out var number))
            return !(number < _planned.Minimum) && !(number > _planned.Maximum);
        // Beyond every decimal: only the sign matters.
        return reader.TryGetDouble(out var large) && (large < 0 ? _planned.Minimum is null : _planned.Maximum is null);
    }

    private bool Matches(string text)
    {
        try
        {
            return _pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private string Range() => (_planned.Minimum, _planned.Maximum) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"in {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"to be at least {least}"),
        (null, var most) => string.Create(CultureInfo.InvariantCulture, $"to be at most {most}"),
    };

    private static string Expected(PropertyType type) => type switch
    {
        PropertyType.String => "text",
        PropertyType.Number => "a number",
        PropertyType.Integer => "a whole number",
        PropertyType.Boolean => "true or false",
        PropertyType.List => "a list",
        PropertyType.Object => "an object",
        _ => "an ISO 8601 time",
    };
}
