using System.Buffers;
using System.Text.Json;

namespace Analytics.Domain.Identity;

/// <summary>What an actor's properties are after its changes, as the engine counts them.</summary>
internal sealed class ActorPropertyValues
{
    private const decimal Beyond = 1_000_000_000_000_000_000m;   // a number has 18 digits
    private const int Digits = 18;

    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>Takes the next change, in the order in which they take effect.</summary>
    public void Take(ActorPropertiesChanged changed)
    {
        var sent = new Dictionary<string, object?>(StringComparer.Ordinal);
        Flatten(JsonElement.Parse(changed.Properties.Span), "", sent);
        foreach (var (name, value) in sent)
            Change(name, changed.Change, value);
    }

    /// <returns>An object of flattened names in their order, without those that have no value.</returns>
    public JsonElement ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _values)
                Write(writer, name, value);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private void Change(string name, ActorPropertyChange change, object? sent)
    {
        var before = _values.GetValueOrDefault(name);
        var after = change switch
        {
            ActorPropertyChange.Set => sent,
            ActorPropertyChange.SetOnce => before ?? sent,
            ActorPropertyChange.Increment => (before ?? 0m, sent) is (decimal number, decimal added)
                ? Rounded(number + added) ?? before
                : before,
            _ => null,
        };
        if (after is null)
            _values.Remove(name);
        else
            _values[name] = after;
    }

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, object?> into)
    {
        foreach (var member in element.EnumerateObject())
            if (member.Value.ValueKind is JsonValueKind.Object)
                Flatten(member.Value, $"{prefix}{member.Name}.", into);
            else
                into[prefix + member.Name] = ValueOf(member.Value);
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetDecimal(out var number) => Rounded(number),
        _ => null,
    };

    // Half to even; null when more than 18 digits stand before the point.
    private static decimal? Rounded(decimal number)
    {
        var whole = decimal.Truncate(Math.Abs(number));
        if (whole >= Beyond)
            return null;
        var places = Digits;
        for (; whole > 0; whole = decimal.Truncate(whole / 10))
            places--;
        return decimal.Round(number, places, MidpointRounding.ToEven) / 1.0000000000000000000000000000m;
    }

    private static void Write(Utf8JsonWriter writer, string name, object value)
    {
        if (value is decimal number)
            writer.WriteNumber(name, number);
        else if (value is bool flag)
            writer.WriteBoolean(name, flag);
        else
            writer.WriteString(name, (string)value);
    }
}
