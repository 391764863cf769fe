using System.Text.Json;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Types;

public sealed class IntrospectionTests
{
    // graphql-js 16: getIntrospectionQuery with all of its options.
    private const string Query = """
        query IntrospectionQuery {
          __schema {
            description
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description
            args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef }
            isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue {
          name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
        }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    [Fact]
    public async Task Whole_introspection_query_is_answered()
    {
        var schema = await AskAsync(Query);
        Assert.Equal("Query", schema.GetProperty("queryType").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, schema.GetProperty("mutationType").ValueKind);
        Assert.Equal(["deprecated", "include", "oneOf", "skip", "specifiedBy"], Names(schema.GetProperty("directives")));
        Assert.Equal(
            ["Boolean", "DateTime", "Int", "KeyInput", "Level", "Query", "String"],
            Names(schema.GetProperty("types")).Where(name => !name.StartsWith("__", StringComparison.Ordinal)));
        Assert.Equal(
            ["__Directive", "__DirectiveLocation", "__EnumValue", "__Field", "__InputValue", "__Schema", "__Type", "__TypeKind"],
            Names(schema.GetProperty("types")).Where(name => name.StartsWith("__", StringComparison.Ordinal)));
        Assert.Equal(19, Type(schema, "__DirectiveLocation").GetProperty("enumValues").GetArrayLength());
    }

    [Fact]
    public async Task Details_of_the_current_specification_are_there()
    {
        var schema = await AskAsync(Query);
        Assert.True(Type(schema, "KeyInput").GetProperty("isOneOf").GetBoolean());
        Assert.Equal(JsonValueKind.Null, Type(schema, "Query").GetProperty("isOneOf").ValueKind);
        Assert.StartsWith("https://", Type(schema, "DateTime").GetProperty("specifiedByURL").GetString(), StringComparison.Ordinal);
        var at = Member(Type(schema, "Query").GetProperty("fields"), "at");
        Assert.Equal("Too slow.", at.GetProperty("deprecationReason").GetString());
        var level = Member(at.GetProperty("args"), "level");
        Assert.Equal("HIGH_ONE", level.GetProperty("defaultValue").GetString());
        Assert.Equal("No longer supported", level.GetProperty("deprecationReason").GetString());
        Assert.Equal("No longer supported", Member(Type(schema, "Level").GetProperty("enumValues"), "LOW").GetProperty("deprecationReason").GetString());
        Assert.Equal("No longer supported", Member(Type(schema, "KeyInput").GetProperty("inputFields"), "old").GetProperty("deprecationReason").GetString());
    }

    [Fact]
    public async Task Deprecated_members_are_left_out_unless_asked_for()
    {
        var schema = await AskAsync("{ __schema { queryType { fields { name args { name } } } types { name enumValues { name } inputFields { name } } } }");
        Assert.Equal(["now"], Names(schema.GetProperty("queryType").GetProperty("fields")));
        Assert.Equal(["HIGH_ONE"], Names(Type(schema, "Level").GetProperty("enumValues")));
        Assert.Equal(["id"], Names(Type(schema, "KeyInput").GetProperty("inputFields")));
    }

    [Fact]
    public async Task Type_is_found_by_name()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            """{"data":{"__type":{"kind":"ENUM","name":"Level","__typename":"__Type"},"none":null}}""",
            await server.TextAsync("""{ __type(name: "Level") { kind name __typename } none: __type(name: "None") { name } }"""));
    }

    private static async Task<JsonElement> AskAsync(string query)
    {
        await using var server = await StartAsync();
        var answer = await server.QueryAsync(query);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetProperty("__schema");
    }

    private static Task<GraphQLServer> StartAsync() =>
        GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ClockQueries)));

    private static string[] Names(JsonElement members) =>
        [.. members.EnumerateArray().Select(member => member.GetProperty("name").GetString()!)];

    private static JsonElement Type(JsonElement schema, string name) => Member(schema.GetProperty("types"), name);

    private static JsonElement Member(JsonElement members, string name) =>
        members.EnumerateArray().Single(member => member.GetProperty("name").GetString() == name);
}

public enum Level
{
    [GraphQLDeprecated]
    Low,
    HighOne,
}

[OneOf]
public sealed record KeyInput([GraphQLDeprecated] string? Old, int? Id);

[QueryType]
public static class ClockQueries
{
    public static DateTimeOffset GetNow() => DateTimeOffset.UnixEpoch;

    [GraphQLDeprecated("Too slow.")]
    public static DateTimeOffset? GetAt(KeyInput? key, [GraphQLDeprecated] Level level = Level.HighOne) =>
        key is null && level == Level.Low ? null : DateTimeOffset.UnixEpoch;
}
