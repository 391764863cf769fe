using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Cohorts;

/// <summary>Why two figures disagree, over HTTP.</summary>
[Collection(nameof(DemoHost))]
public sealed class ReconcileTests(DemoHost demo)
{
    private const string Year = """range: {between: {fromDate: "2011-01-01", toDate: "2018-01-01"}}, timeZone: "UTC" """;

    private const string Asked = $$"""explore: {query: {events: ["ask_question"], aggregation: UNIQUE_ACTORS, {{Year}} } }""";

    private const string Converted =
        $$"""funnel: {step: 2, definition: {steps: [{events: ["ask_question"]}, {events: ["comment"]}], window: "PT1H", {{Year}} } }""";

    [Fact]
    public async Task Classes_sum_to_the_side_and_name_what_whyNot_names_and_pages_list_all_of_it()
    {
        using var client = demo.Host.As("community", "analyst");

        var answer = (await client.QueryAsync(
            $$"""
            { reconcile(a: { {{Asked}} }, b: { {{Converted}} }) {
              a b both watermark onlyB { count classes { count } }
              onlyA { count classes { count sample reasons { reason step isEnough } }
                first: actors(first: 300) { totalCount pageInfo { endCursor } nodes { id } } }
            } }
            """)).GetProperty("reconcile");

        var side = answer.GetProperty("onlyA");
        var (count, both) = (Whole(side, "count"), Whole(answer, "both"));
        Assert.True(count > 20 && both > 20, answer.GetRawText());
        Assert.Equal((Whole(answer, "a"), Whole(answer, "b")), (both + count, both));
        Assert.Equal(0, Whole(answer.GetProperty("onlyB"), "count"));
        var classes = side.GetProperty("classes").EnumerateArray().ToList();
        Assert.Equal(count, classes.Sum(one => Whole(one, "count")));
        Assert.True(classes.Count > 2);
        foreach (var one in classes)
            Assert.Equal(one.GetProperty("reasons").GetRawText(), await WhyNotAsync(client, one.GetProperty("sample")[0].GetString()!));
        Assert.Equal(count, Whole(side.GetProperty("first"), "totalCount"));
        var ids = Ids(side.GetProperty("first"));
        for (var page = side.GetProperty("first"); ids.Count < count;)
        {
            page = (await client.QueryAsync(
                $$"""
                { reconcile(asOf: {{Whole(answer, "watermark")}}, a: { {{Asked}} }, b: { {{Converted}} }) { onlyA {
                  actors(first: 500, after: "{{page.GetProperty("pageInfo").GetProperty("endCursor")}}") { pageInfo { endCursor } nodes { id } } } } }
                """)).GetProperty("reconcile").GetProperty("onlyA").GetProperty("actors");
            Assert.NotEmpty(Ids(page));
            ids.AddRange(Ids(page));
        }
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData($$"""{ reconcile(a: { {{Asked}} }, b: {funnel: {step: 3, definition: {steps: [{events: ["a"]}, {events: ["b"]}], {{Year}} } } }) { a } }""", "b.funnel.step")]
    [InlineData($$"""{ reconcile(a: {explore: {point: 1, query: {events: ["a"], aggregation: UNIQUE_ACTORS, {{Year}} } } }, b: { {{Asked}} }) { a } }""", "a.explore.point")]
    [InlineData($$"""{ reconcile(a: { {{Asked}} }, b: { {{Asked}} }, asOf: 999999999999) { a } }""", "asOf")]
    [InlineData($$"""{ reconcile(a: { {{Asked}} }, b: { {{Asked}} }, atLeast: 999999999999) { a } }""", "atLeast")]
    public async Task Figure_that_cannot_be_asked_is_refused_by_its_place(string query, string path)
    {
        using var client = demo.Host.As("community", "viewer");

        var answer = await client.PostAsync(query);

        var extensions = answer.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal(path, extensions.GetProperty("inputPath").GetString());
    }

    private static async Task<string> WhyNotAsync(ApiClient client, string actor) => (await client.QueryAsync(
        $$"""{ whyNot(actor: "{{actor}}", figure: { {{Converted}} }) { reasons { reason step isEnough } } }"""))
        .GetProperty("whyNot").GetProperty("reasons").GetRawText();

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

    private static long Whole(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
