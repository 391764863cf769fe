using System.Text.Json.Nodes;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>JSON as text in which the order of members does not matter.</summary>
internal static class Canonical
{
    public static string Text(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{Text(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Text))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
