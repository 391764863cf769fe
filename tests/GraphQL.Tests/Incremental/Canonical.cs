using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>JSON as text in which neither the order of members nor the notation of numbers matters.</summary>
internal static class Canonical
{
    public static string Text(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{Text(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Text))}]",
        null => "null",
        // The same number may be written 1e21 or 1E+21.
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            value.GetValue<JsonElement>().GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
