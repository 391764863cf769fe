using System.Text.RegularExpressions;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.Collection;

/// <summary>The examples of docs/collection.md, as a reader would paste them.</summary>
public sealed partial class CollectionPageTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task Every_example_of_the_page_sends_what_it_says()
    {
        using var client = empty.Host.As("retail", "admin");
        var page = (await File.ReadAllTextAsync(Repository.Path("docs", "collection.md")))
            .Replace("https://analytics.example.com", empty.Host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("YOUR_WRITE_KEY", client.Credential!.WriteKey, StringComparison.Ordinal);
        var dist = Directory.CreateDirectory(Path.Combine(NodeScript.Folder, "dist"));
        var examples = Example().Matches(page);
        Assert.Equal(5, examples.Count);
        foreach (var (example, index) in examples.Select((example, index) => (example.Groups, index)))
        {
            var isScript = example["language"].Value == "js";
            var file = Path.Combine(dist.FullName, $"example-{index}.{(isScript ? "mjs" : "sh")}");
            await File.WriteAllTextAsync(file, example["text"].Value);
            await NodeScript.RunAsync(isScript ? "node" : "bash", file);
        }

        var data = await client.QueryAsync("{ events(first: 50) { nodes { name } } }");
        Assert.Equal(
            ["docs_fetch", "docs_mixpanel", "docs_segment", "docs_snowplow", "item_sold", "item_sold", "order_placed"],
            data.GetProperty("events").GetProperty("nodes").EnumerateArray()
                .Select(node => node.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("```(?<language>js|sh)\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
