using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Changes of a JSON object by RFC 7396: members of the patch take the place of its own, null takes one away.</summary>
internal static class JsonMergePatch
{
    /// <param name="target">A JSON object, or empty for one without members.</param>
    /// <param name="patch">A JSON object; both are at most <see cref="EventRules.MaxDepth"/> deep.</param>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> target, ReadOnlyMemory<byte> patch)
    {
        using var old = JsonDocument.Parse(target.IsEmpty ? "{}"u8.ToArray() : target);
        using var changes = JsonDocument.Parse(patch);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, old.RootElement, changes.RootElement);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement? target, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Object)
        {
            patch.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        if (target is { ValueKind: JsonValueKind.Object } open)
            foreach (var member in open.EnumerateObject())
                if (!patch.TryGetProperty(member.Name, out _))
                    member.WriteTo(json);
        foreach (var change in patch.EnumerateObject())
        {
            if (change.Value.ValueKind is JsonValueKind.Null)
                continue;
            json.WritePropertyName(change.Name);
            Write(json, Member(target, change.Name), change.Value);
        }

        json.WriteEndObject();
    }

    private static JsonElement? Member(JsonElement? target, string name) =>
        target is { ValueKind: JsonValueKind.Object } open && open.TryGetProperty(name, out var value) ? value : null;
}
