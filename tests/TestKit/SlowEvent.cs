using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>An event with its properties flattened to a dictionary of strings, decimals and booleans.</summary>
internal sealed record SlowEvent(LoggedEvent Logged, IReadOnlyDictionary<string, object> Properties)
{
    public string? Actor => Logged.Actor;

    public DateTimeOffset Time => Logged.OccurredAt;

    public static SlowEvent Of(LoggedEvent logged) => new(
        logged,
        Flatten(logged.Properties).Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal));

    /// <summary>Paths with their last values; null for what is there and has none.</summary>
    public static Dictionary<string, object?> Flatten(ReadOnlyMemory<byte> json)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json);
        Flatten(document.RootElement, "", properties);
        return properties;
    }

    /// <summary>Rounded half to even to 18 digits; null when more stand before the point.</summary>
    public static decimal? Rounded(decimal value)
    {
        if (Math.Abs(value) >= 1_000_000_000_000_000_000m)
            return null;
        var whole = decimal.Truncate(Math.Abs(value)).ToString(CultureInfo.InvariantCulture);
        return decimal.Round(value, 18 - (whole == "0" ? 0 : whole.Length), MidpointRounding.ToEven);
    }

    /// <summary>The order of one actor's events.</summary>
    public static int Compare(SlowEvent left, SlowEvent right)
    {
        if (left.Time != right.Time)
            return left.Time.CompareTo(right.Time);
        var (a, b) = (left.Logged.Sequence, right.Logged.Sequence);
        if (a != b)
            return a is null ? 1 : b is null ? -1 : a.Value.CompareTo(b.Value);
        return CompareBytes(left.Logged.EventId, right.Logged.EventId);
    }

    /// <summary>The key of a breakdown; null where the property has no value.</summary>
    public string? Key(PropertyRef property) => Properties.GetValueOrDefault(property.Name) switch
    {
        null => null,
        decimal number => Shortest(number),
        bool flag => flag ? "true" : "false",
        var text => (string)text,
    };

    public bool Matches(EventFilter? filter) => filter switch
    {
        null => true,
        EventFilter.And and => and.Parts.All(Matches),
        EventFilter.Or or => or.Parts.Any(Matches),
        EventFilter.Not not => !Matches(not.Part),
        EventFilter.HasActor => Actor is not null,
        EventFilter.Exists exists => Properties.ContainsKey(exists.Property.Name),
        EventFilter.In within => within.Values.Any(value => Compares(within.Property, FilterOperator.Equal, value)),
        EventFilter.Compare compare => Compares(compare.Property, compare.Operator, compare.Value),
        _ => throw new NotSupportedException(),
    };

    private bool Compares(PropertyRef property, FilterOperator comparison, PropertyValue value) =>
        (Properties.GetValueOrDefault(property.Name), value) switch
        {
            (string own, PropertyValue.Text text) => comparison switch
            {
                FilterOperator.Contains => own.Contains(text.Value, StringComparison.Ordinal),
                FilterOperator.StartsWith => own.StartsWith(text.Value, StringComparison.Ordinal),
                _ => Holds(comparison, CompareBytes(own, text.Value)),
            },
            (decimal own, PropertyValue.Number number) => Holds(comparison, own.CompareTo(number.Value)),
            (bool own, PropertyValue.Boolean flag) => comparison is FilterOperator.Equal && own == flag.Value,
            _ => false,
        };

    private static bool Holds(FilterOperator comparison, int order) => comparison switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        _ => false,
    };

    private static int CompareBytes(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, object?> properties)
    {
        foreach (var member in element.EnumerateObject())
        {
            var path = prefix + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Object)
                Flatten(member.Value, path + ".", properties);
            else
                properties[path] = Value(member.Value);
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        _ => null,
    };

    private static decimal? Number(JsonElement element) =>
        element.TryGetDecimal(out var value) ? Rounded(value) : null;

    private static string Shortest(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
