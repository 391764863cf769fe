using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>An event as it counts now: whose it is, whether a robot's, what its properties are.</summary>
internal sealed class SlowEvent(LoggedEvent logged, IdentityState identity, SlowActorProperties actorProperties, SlowNames names)
{
    private readonly Dictionary<string, object?> _properties = Flatten(logged.Properties);

    public LoggedEvent Logged => logged;

    /// <summary>What it is called now.</summary>
    public string Name { get; } = names.Of(logged.Name);

    /// <summary>Whether it is one of those that a question names, by their new names or by old ones.</summary>
    public bool IsOneOf(IEnumerable<string> asked) => asked.Any(name => names.Of(name) == Name);

    /// <summary>By the identity that is known now; null for nobody.</summary>
    public string? Actor { get; } = logged.Actor is { } id ? identity.ActorOf(id) : null;

    public bool IsBot { get; } = (logged.Actor is { } own ? identity.IsBot(own) : null) ?? logged.IsBot;

    public DateTimeOffset Time => logged.OccurredAt;

    /// <summary>By their paths; null for what is there and has no value.</summary>
    public IReadOnlyDictionary<string, object?> Properties => _properties;

    /// <summary>A string, decimal or boolean; null for missing and null.</summary>
    public object? Value(PropertyRef property) => property.Scope switch
    {
        PropertyScope.EventName => Name,
        PropertyScope.Event => _properties.GetValueOrDefault(property.Name),
        _ when Actor is null => null,
        PropertyScope.ActorAtEvent => actorProperties.At(Actor, property.Name, Time),
        _ => actorProperties.Current(Actor, property.Name),
    };

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
    public static Comparer<SlowEvent> Order { get; } = Comparer<SlowEvent>.Create(Compare);

    private static int Compare(SlowEvent left, SlowEvent right)
    {
        if (left.Time != right.Time)
            return left.Time.CompareTo(right.Time);
        var (a, b) = (left.Logged.Sequence, right.Logged.Sequence);
        if (a != b)
            return a is null ? 1 : b is null ? -1 : a.Value.CompareTo(b.Value);
        return SlowFilter.CompareBytes(left.Logged.EventId, right.Logged.EventId);
    }

    /// <summary>The key of a breakdown; null where the property has no value.</summary>
    public string? Key(PropertyRef property) => SlowFilter.Key(Value(property));

    public GroupKey Key(IEnumerable<PropertyRef> dimensions) => new([.. dimensions.Select(Key)]);

    public bool Matches(EventSelector selector) =>
        (selector.Events.IsEmpty || IsOneOf(selector.Events)) && Matches(selector.Filter);

    public bool Matches(EventFilter? filter) => SlowFilter.Holds(filter, Actor is not null, Value);

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
}
