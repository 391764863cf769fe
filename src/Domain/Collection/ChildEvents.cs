using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>
/// A list of objects among an event's properties becomes events of their own: an order's lines are <c>item_sold</c>, those
/// of any other event are named after it and the property.
/// </summary>
internal static class ChildEvents
{
    /// <summary>Objects of one event, all its lists together.</summary>
    public const int Max = 500;

    private const string Order = "order_placed";
    private const string OrderLine = "item_sold";

    // What a line needs of its order to be counted with it; what the line says itself wins.
    private static readonly string[] _inherited = ["order_id", "currency", "country"];

    private static readonly Problem _tooMany = Problem.Invalid("CHILDREN_TOO_MANY",
        $"The lists of objects of one event have at most {Max} of them together, those of a request {EventPayload.MaxEvents}.",
        "properties");

    /// <summary>The children in the order of their places, with the ids <c>parent/0</c>, <c>parent/1</c>, ...</summary>
    /// <param name="parent">Its properties keep the rules.</param>
    /// <param name="room">How many more the request may have.</param>
    /// <returns>Empty for most events, or <c>CHILDREN_TOO_MANY</c>.</returns>
    public static Result<IReadOnlyList<NewEvent>> Of(NewEvent parent, int room)
    {
        // Without a bracket there is no list: most events are done here.
        if (parent.Properties.Span.IndexOf((byte)'[') < 0)
            return Array.Empty<NewEvent>();
        var most = Math.Min(Max, room);
        var children = new List<NewEvent>();
        using var properties = JsonDocument.Parse(parent.Properties);
        return Collect(parent, properties.RootElement, properties.RootElement, null, most, children) is { } problem
            ? problem
            : children;
    }

    private static Problem? Collect(
        NewEvent parent, JsonElement root, JsonElement json, string? path, int most, List<NewEvent> children)
    {
        foreach (var member in json.EnumerateObject())
        {
            var place = path is null ? member.Name : $"{path}.{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                if (Collect(parent, root, member.Value, place, most, children) is { } problem)
                    return problem;
            }
            else if (IsListOfObjects(member.Value))
            {
                if (children.Count + member.Value.GetArrayLength() > most)
                    return _tooMany;
                foreach (var child in member.Value.EnumerateArray())
                    children.Add(New(parent, root, child, place, children.Count));
            }
        }

        return null;
    }

    private static bool IsListOfObjects(JsonElement json) => json.ValueKind == JsonValueKind.Array
        && json.GetArrayLength() > 0
        && json.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object);

    // The context stays with the parent: 500 lines would keep it 500 times.
    private static NewEvent New(NewEvent parent, JsonElement root, JsonElement child, string path, int index) => parent with
    {
        EventId = Id(parent.EventId, index),
        Name = parent.Name == Order ? OrderLine : Name(parent.Name, path),
        Properties = Properties(root, child),
        Context = default,
    };

    private static string Id(string parent, int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{parent}/{index}");
        return id.Length <= EventRules.MaxIdLength
            ? id
            : string.Create(CultureInfo.InvariantCulture, $"{CanonicalEventId.OfText(parent)}/{index}");
    }

    private static string Name(string parent, string path)
    {
        var name = $"{parent}.{path}";
        if (name.Length <= EventRules.MaxNameLength)
            return name;
        var end = EventRules.MaxNameLength;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)];
    }

    private static byte[] Properties(JsonElement root, JsonElement child)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var name in _inherited)
                if (!child.TryGetProperty(name, out _) && root.TryGetProperty(name, out var value)
                    && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }

            foreach (var member in child.EnumerateObject())
                member.WriteTo(json);
            if (!child.TryGetProperty("total", out _) && Number(child, "price") is { } price
                && Total(price, child.TryGetProperty("quantity", out _) ? Number(child, "quantity") : 1) is { } total)
                json.WriteNumber("total"u8, total);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? number
            : null;

    // Figures have 18 digits: a product beyond them has no value, as if it were not there.
    private static decimal? Total(decimal price, decimal? quantity) =>
        quantity is { } count && Math.Abs((double)price * (double)count) < 1e18 ? price * count : null;
}
