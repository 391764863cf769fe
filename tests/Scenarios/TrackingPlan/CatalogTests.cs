using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.TrackingPlan;

/// <summary>What was observed, and the plan made of it.</summary>
public sealed partial class CatalogTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task Every_example_of_the_guide_does_what_it_says()
    {
        using var client = new PlanClient(empty, "community");
        var page = await File.ReadAllTextAsync(Repository.Path("docs", "tracking-plan.md"));
        var blocks = Block().Matches(page).ToLookup(block => block.Groups[1].Value, block => block.Groups[2].Value);

        var import = Assert.Single(blocks["graphql"], block => block.Contains("importTrackingPlan", StringComparison.Ordinal));
        var yaml = Assert.Single(blocks["yaml"]);
        foreach (var _ in (int[])[1, 2])   // what is published already changes nothing
            Assert.Equal(
                """{"importTrackingPlan":{"trackingPlan":{"version":1},"errors":null}}""",
                (await client.Api.QueryAsync(import, new { yaml })).GetRawText());
        var fault = (await client.Api.QueryAsync(import, new { yaml = "mode: REJECT\nevents:\n  - name: a\n    properties:\n      - name: b\n        type: TEXT\n" }))
            .GetProperty("importTrackingPlan").GetProperty("errors")[0];
        Assert.StartsWith("Line 6: Expected one of STRING, NUMBER, ", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(fault.GetProperty("path").GetString()!, page, StringComparison.Ordinal);

        var (verdicts, _) = await client.SendAsync("""{"eventType": "order_placed", "userId": "u", "properties": {"total": "12.5", "note": "x"}}""");
        Assert.Equal(["QUARANTINED PROPERTY_WRONG_TYPE"], verdicts);
        var questions = Question().Matches(page).Select(question => question.Groups[1].Value).ToList();
        Assert.Equal(4, questions.Count);
        foreach (var question in questions)
            Assert.Equal(
                question.Contains("checkEvent", StringComparison.Ordinal) ? "QUARANTINED" : null,
                (await client.Api.QueryAsync(question)).TryGetProperty("checkEvent", out var check) ? check.GetProperty("status").GetString() : null);
        Assert.Contains("`quarantine(filter: {code: \"PROPERTY_WRONG_TYPE\"})`", page, StringComparison.Ordinal);
        var entry = (await client.Api.QueryAsync("{ quarantine(filter: {code: \"PROPERTY_WRONG_TYPE\"}) { nodes { id } } }"))
            .GetProperty("quarantine").GetProperty("nodes")[0].GetProperty("id").GetString();

        var mutations = Assert.Single(blocks["graphql"], block => block.Contains("fixQuarantined", StringComparison.Ordinal))
            .Replace("\"17\"", $"\"{entry}\"", StringComparison.Ordinal).Split('\n');
        Assert.Equal(
            """{"fixQuarantined":{"quarantinedEvent":{"code":null},"errors":null}}""", (await client.Api.QueryAsync(mutations[0])).GetRawText());
        var replayed = await client.Api.QueryAsync(mutations[1]);
        Assert.Equal(1, replayed.GetProperty("replayQuarantined").GetProperty("replayOutcome").GetProperty("replayed").GetInt32());
        var events = await client.Api.QueryAsync("{ events(filter: {name: \"order_placed\"}) { nodes { properties } } }");
        Assert.Equal(
            """{"total":12.5}""", events.GetProperty("events").GetProperty("nodes")[0].GetProperty("properties").GetRawText());
    }

    [Fact]
    public async Task The_catalogue_lists_what_was_sent_and_a_draft_of_it_holds_later_events_to_it()
    {
        using var client = new PlanClient(empty, "retail");
        var sent = string.Join(',', Enumerable.Range(0, 30).Select(Ticket));
        var (verdicts, position) = await client.SendAsync($"[{sent}]");
        Assert.All(verdicts, verdict => Assert.Equal("ACCEPTED", verdict));

        var found = Assert.Single((await CatalogAsync(client, position)).EnumerateArray());
        Assert.Equal((30, false), (found.GetProperty("count").GetInt32(), found.GetProperty("planned").GetBoolean()));
        var properties = found.GetProperty("properties").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.Equal(["class", "coupon", "email", "seats", "total"], properties.Keys.Order());
        Assert.Equal("""["NUMBER"]""", properties["total"].GetProperty("types").GetRawText());
        Assert.Equal("""["INTEGER"]""", properties["seats"].GetProperty("types").GetRawText());
        Assert.Equal((1, 30), (properties["coupon"].GetProperty("presentIn").GetInt32(), properties["class"].GetProperty("presentIn").GetInt32()));
        Assert.Equal("""["first","second"]""", properties["class"].GetProperty("examples").GetRawText());
        Assert.Equal(5, properties["email"].GetProperty("examples").GetArrayLength());

        var yaml = (await client.Api.QueryAsync("{ draftTrackingPlan(days: 10, minimumEvents: 20) { yaml } }"))
            .GetProperty("draftTrackingPlan").GetProperty("yaml").GetString()!;
        await client.PublishAsync(yaml.Replace("mode: WARN", "mode: REJECT", StringComparison.Ordinal)
            .Replace("name: email", "name: email\n    personalData: true", StringComparison.Ordinal));

        var check = (await client.Api.QueryAsync(
            """{ checkEvent(name: "ticket_bought", properties: {total: -1, seats: 9, class: "third"}) { status breaches { code path } } }"""))
            .GetProperty("checkEvent");
        Assert.Equal("QUARANTINED", check.GetProperty("status").GetString());
        Assert.Equal(
            ["PROPERTY_MISSING properties.email", "PROPERTY_NOT_IN_ENUM properties.class", "PROPERTY_OUT_OF_RANGE properties.seats",
                "PROPERTY_OUT_OF_RANGE properties.total"],
            check.GetProperty("breaches").EnumerateArray().Select(one => $"{one.GetProperty("code")} {one.GetProperty("path")}").Order());
        var planned = Assert.Single((await CatalogAsync(client, position)).EnumerateArray());
        Assert.True(planned.GetProperty("planned").GetBoolean());
        var email = planned.GetProperty("properties").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "email");
        Assert.Equal((true, 0), (email.GetProperty("personalData").GetBoolean(), email.GetProperty("examples").GetArrayLength()));
    }

    private static string Ticket(int i) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        {"id": "c{{i}}", "eventType": "ticket_bought", "userId": "u{{i}}", "timestamp": "{{PlanClient.Ago(3)}}", "properties": {
          {{(i == 7 ? "\"coupon\": \"X\"," : "")}} "total": {{i}}.5, "seats": {{1 + (i % 3)}},
          "class": "{{(i % 2 == 0 ? "first" : "second")}}", "email": "u{{i}}@example.com" } }
        """);

    private static async Task<JsonElement> CatalogAsync(PlanClient client, long? position) =>
        (await client.Api.QueryAsync(
            """
            query($at: Long) { eventCatalog(atLeast: $at, events: ["ticket_bought"]) { events { name count firstSeen lastSeen planned
              properties { name types presentIn examples lastSeen planned personalData } } meta { watermark } } }
            """,
            new { at = position })).GetProperty("eventCatalog").GetProperty("events");

    [GeneratedRegex("```(yaml|graphql)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(\\{ [a-z]+[^`]* \\})`", RegexOptions.IgnoreCase)]
    private static partial Regex Question();
}
