using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.Querying;

/// <summary>The examples of docs/questions.md are answered over the demo tenants, and with figures.</summary>
[Collection(nameof(DemoHost))]
public sealed partial class QuestionsPageTests(DemoHost demo)
{
    private static readonly List<(string Tenant, string Document)> _examples =
        [.. Block().Matches(File.ReadAllText(Repository.Path("docs", "questions.md")))
            .Select(block => (block.Groups[1].Value, block.Groups[2].Value))];

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, _examples.Count)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_is_answered(int index)
    {
        var (tenant, document) = _examples[index];
        using var client = demo.Host.As(tenant, "viewer");

        var data = await client.QueryAsync(document);

        Assert.True(Numbers(data).Any(number => number > 0), data.GetRawText());
    }

    [Fact]
    public void The_page_has_an_example_of_every_kind_of_question()
    {
        string[] fields =
        [
            "explore(", "metric(", "formula(", "topList(", "funnel(", "retention(", "sessions(", "sessionList(", "actors(",
            "estimate(", "reconcile(", "explain(", "asOf:",
        ];
        foreach (var field in fields)
            Assert.Contains(_examples, example => example.Document.Contains(field, StringComparison.Ordinal));
    }

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        _ => [],
    };

    [GeneratedRegex("```graphql\n# (\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
