using Analytics.Scenarios.Hosts;
using Analytics.TestKit;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Schema;

/// <summary>The contract that clients build on.</summary>
[Collection(nameof(DemoHost))]
public sealed class PublishedSchemaTests(DemoHost demo)
{
    private static readonly string Published = Repository.Path("schema", "schema.graphql");

    // A wanted change is published by running this test with ANALYTICS_PUBLISH=1 and committing the file.
    [Fact]
    public async Task The_served_schema_is_the_published_one()
    {
        using var client = new ApiClient(demo.Host.Address);
        var served = await client.Http.GetStringAsync("graphql/schema.graphql");
        if (Environment.GetEnvironmentVariable("ANALYTICS_PUBLISH") == "1")
            await File.WriteAllTextAsync(Published, served);

        Assert.Equal(await File.ReadAllTextAsync(Published), served, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Every_type_field_argument_and_value_is_described()
    {
        using var client = demo.Host.As("retail", "viewer");
        var schema = await client.QueryAsync(
            """
            { __schema { types { name description
                fields { name description args { name description } }
                inputFields { name description } enumValues { name description } } } }
            """);

        var bare = new List<string>();
        foreach (var type in schema.GetProperty("__schema").GetProperty("types").EnumerateArray())
        {
            var name = type.GetProperty("name").GetString()!;
            if (name.StartsWith("__", StringComparison.Ordinal))
                continue;
            Note(type, name, bare);
            foreach (var list in (string[])["fields", "inputFields", "enumValues"])
            {
                if (type.GetProperty(list).ValueKind == System.Text.Json.JsonValueKind.Null)
                    continue;
                foreach (var member in type.GetProperty(list).EnumerateArray())
                {
                    var path = $"{name}.{member.GetProperty("name").GetString()}";
                    Note(member, path, bare);
                    if (member.TryGetProperty("args", out var arguments))
                        foreach (var argument in arguments.EnumerateArray())
                            Note(argument, $"{path}({argument.GetProperty("name").GetString()}:)", bare);
                }
            }
        }

        Assert.Empty(bare);
    }

    private static void Note(System.Text.Json.JsonElement element, string path, List<string> bare)
    {
        if (string.IsNullOrWhiteSpace(element.GetProperty("description").GetString()))
            bare.Add(path);
    }
}
