using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>The whole introspection of each schema, by the reference implementation's own query, in both of its versions.</summary>
public sealed class IntrospectionDifferentialTests
{
    private static readonly string[] BuiltIn =
        ["String", "Int", "Float", "Boolean", "ID", "skip", "include", "deprecated", "specifiedBy", "oneOf"];

    // The reference implementation knows deprecated directives already, the September 2025 edition does not.
    private static readonly string[] BeyondTheEdition = ["__Schema", "__Directive", "__DirectiveLocation", "deprecated"];

    public static TheoryData<string, int> Schemas => [.. OracleSchema.Names.SelectMany(name => new[] { (name, 16), (name, 17) })];

    [Theory, MemberData(nameof(Schemas))]
    public async Task Introspection_is_the_same(string name, int version)
    {
        var schema = OracleSchema.Of(name);
        var reference = await NodeProcess.Oracle.CallAsync("introspect", new { schema = schema.Sdl, version });
        using var result = await schema.ExecuteAsync(new OracleCase(reference.GetProperty("query").GetString()!), false);

        Assert.Equal(
            Normal(reference.GetProperty("result"), version),
            Normal(JsonSerializer.Deserialize<JsonElement>(result.Body.Span), version));
    }

    // The order of types, and how the specification's own types are described, is each implementation's own.
    private static string Normal(JsonElement answer, int version)
    {
        var schema = JsonNode.Parse(answer.GetRawText())!["data"]!["__schema"]!;
        Sort(schema, "types");
        Sort(schema, "directives");
        foreach (var list in new[] { "types", "directives" })
            schema[list] = new JsonArray([.. schema[list]!.AsArray()
                .Where(item => version == 16 ? !BeyondTheEdition.Contains(item!["name"]!.GetValue<string>()) : !IsOwn(item!))
                .Select(item => item!.DeepClone())]);
        foreach (var item in schema["types"]!.AsArray().Concat(schema["directives"]!.AsArray()).Select(item => item!.AsObject()))
        {
            if (item["possibleTypes"] is JsonArray)
                Sort(item, "possibleTypes");
            Visit(item, node => Simplify(node, IsOwn(item), version));
        }
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static bool IsOwn(JsonNode item) => item["name"]!.GetValue<string>() is var name
        && (name.StartsWith("__", StringComparison.Ordinal) || BuiltIn.Contains(name));

    private static void Simplify(JsonObject node, bool isOwn, int version)
    {
        if (isOwn)
            node.Remove("description");
        // Version 16 says what a default is coerced to, version 17 how it is written, as the edition has it.
        if (version == 16)
            node.Remove("defaultValue");
        else if (node["defaultValue"]?.GetValue<string>() is { } text)
            node["defaultValue"] = text.Replace("{ ", "{", StringComparison.Ordinal).Replace(" }", "}", StringComparison.Ordinal);
        // Nullable in version 16, but not in the edition.
        if (version == 16 && node["name"]?.GetValue<string>() == "includeDeprecated")
            node.Remove("type");
    }

    private static void Sort(JsonNode owner, string list) => owner[list] = new JsonArray(
        [.. owner[list]!.AsArray().Select(item => item!.DeepClone())
            .OrderBy(item => item["name"]!.GetValue<string>(), StringComparer.Ordinal)]);

    private static void Visit(JsonNode? node, Action<JsonObject> change)
    {
        if (node is JsonObject fields)
            change(fields);
        foreach (var below in node is JsonArray items ? items : (node as JsonObject)?.Select(field => field.Value) ?? [])
            Visit(below, change);
    }
}
