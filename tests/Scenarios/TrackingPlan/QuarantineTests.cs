using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.TrackingPlan;

/// <summary>What was put aside comes back: mended or not, once.</summary>
public sealed class QuarantineTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Strict = "mode: REJECT\nevents:\n  - name: aside\n    properties:\n      - {name: price, type: NUMBER, minimum: 0}\n";

    [Fact]
    public async Task A_replay_counts_each_event_once_and_where_it_belongs()
    {
        using var client = new PlanClient(empty, "retail");
        await client.PublishAsync(Strict);
        var at = PlanClient.Ago(100);
        var sent = $$"""
            [{"id": "q1", "eventType": "aside", "userId": "u", "timestamp": "{{at}}", "properties": {"price": -1} },
             {"id": "q2", "eventType": "aside", "userId": "u", "timestamp": "{{at}}", "properties": {"price": "2"} },
             {"id": "q3", "eventType": "aside", "userId": "u", "timestamp": "{{at}}", "properties": {"price": 3} }]
            """;
        string[] expected = ["QUARANTINED PROPERTY_OUT_OF_RANGE", "QUARANTINED PROPERTY_WRONG_TYPE", "ACCEPTED"];
        Assert.Equal(expected, (await client.SendAsync(sent)).Verdicts);
        Assert.Equal(
            [expected[0], expected[1], "DUPLICATE"], (await client.SendAsync(sent)).Verdicts);

        // One is mended, the other waits for the plan.
        var entries = await EntriesAsync(client, "filter: {name: \"aside\"}");
        Assert.Equal(["q2", "q1"], entries.Select(entry => entry.GetProperty("messageId").GetString()));
        var mended = (await client.Api.QueryAsync(
            """
            mutation($id: ID!) { fixQuarantined(input: {id: $id, properties: {price: 2, note: "mended"}}) {
              quarantinedEvent { code properties occurredAt } errors { __typename } } }
            """,
            new { id = entries[0].GetProperty("id").GetString() })).GetProperty("fixQuarantined").GetProperty("quarantinedEvent");
        Assert.Equal(JsonValueKind.Null, mended.GetProperty("code").ValueKind);
        Assert.Equal("""{"price":2,"note":"mended"}""", mended.GetProperty("properties").GetRawText());
        var first = await ReplayAsync(client, "name: \"aside\"");
        Assert.Equal((1, 1), (first.GetProperty("replayed").GetInt32(), first.GetProperty("stillOpen").GetInt32()));
        Assert.Equal(2, await client.CountAsync("aside", first.GetProperty("position").GetInt64()));

        await client.PublishAsync(Strict.Replace("minimum: 0", "minimum: -5", StringComparison.Ordinal));
        var second = await ReplayAsync(client, "all: true");
        Assert.Equal(1, second.GetProperty("replayed").GetInt32());
        Assert.Equal(3, await client.CountAsync("aside", second.GetProperty("position").GetInt64()));
        Assert.Equal(0, (await ReplayAsync(client, "all: true")).GetProperty("replayed").GetInt32());
        Assert.Equal(["DUPLICATE", "DUPLICATE", "DUPLICATE"], (await client.SendAsync(sent)).Verdicts);

        var events = (await client.Api.QueryAsync("{ events(filter: {name: \"aside\"}) { nodes { id occurredAt clientTime properties } } }"))
            .GetProperty("events").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(["q1", "q2", "q3"], events.Select(one => one.GetProperty("id").GetString()!).Order());
        Assert.All(events, one => Assert.Equal(DateTimeOffset.Parse(at, null), one.GetProperty("occurredAt").GetDateTimeOffset()));
        Assert.Empty(await EntriesAsync(client, "filter: {name: \"aside\"}"));
        Assert.Equal(2, (await EntriesAsync(client, "filter: {state: REPLAYED, name: \"aside\"}")).Count);
        Assert.Equal(
            "tracking_plan_drafted 1, tracking_plan_published 1, quarantine_fixed " + entries[0].GetProperty("id").GetString()
                + ", quarantine_replayed, tracking_plan_drafted 2, tracking_plan_published 2, quarantine_replayed, quarantine_replayed",
            await AuditAsync("retail"));
    }

    [Fact]
    public async Task What_is_discarded_is_gone_and_refused_when_it_comes_again()
    {
        using var client = new PlanClient(empty, "community");
        await client.PublishAsync(Strict);
        const string Sent = """{"id": "d1", "eventType": "aside", "userId": "discarded-user", "properties": {"price": -1}}""";
        await client.SendAsync(Sent);
        var counts = (await client.Api.QueryAsync("{ quarantineCounts { code name path events } }")).GetProperty("quarantineCounts");
        Assert.Equal(
            """[{"code":"PROPERTY_OUT_OF_RANGE","name":"aside","path":"properties.price","events":1}]""", counts.GetRawText());

        var discarded = (await client.Api.QueryAsync(
            """mutation { discardQuarantined(input: {code: "PROPERTY_OUT_OF_RANGE"}) { discardOutcome { discarded hasMore } errors { __typename } } }"""))
            .GetProperty("discardQuarantined").GetProperty("discardOutcome");

        Assert.Equal("""{"discarded":1,"hasMore":false}""", discarded.GetRawText());
        Assert.Equal(["REJECTED MESSAGE_DISCARDED"], (await client.SendAsync(Sent)).Verdicts);
        var entry = Assert.Single(await EntriesAsync(client, "filter: {state: DISCARDED}"));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("userId").ValueKind);
        Assert.EndsWith(", quarantine_discarded", await AuditAsync("community"), StringComparison.Ordinal);
        var none = await client.Api.QueryAsync("mutation { replayQuarantined(input: {}) { errors { ... on InputError { code } } } }");
        Assert.Equal("SELECTION_EMPTY", none.GetProperty("replayQuarantined").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    /// <summary>What was done by somebody who is named, in order, with what it was done to.</summary>
    private async Task<string?> AuditAsync(string tenant)
    {
        await using var database = await empty.Host.OpenDatabaseAsync();
        await using var command = database.CreateCommand();
        command.CommandText = $"""
            select string_agg(concat_ws(' ', action, target), ', ' order by audit_log.id)
            from audit_log join tenants on tenants.id = tenant_id
            where identifier = '{tenant}' and actor is not null and action ~ '^(tracking_plan|quarantine)'
            """;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
    }

    private static async Task<List<JsonElement>> EntriesAsync(PlanClient client, string arguments) =>
        [.. (await client.Api.QueryAsync($"{{ quarantine({arguments}) {{ nodes {{ id messageId code userId state }} }} }}"))
            .GetProperty("quarantine").GetProperty("nodes").EnumerateArray()];

    private static async Task<JsonElement> ReplayAsync(PlanClient client, string selection) =>
        (await client.Api.QueryAsync(
            $"mutation {{ replayQuarantined(input: {{{selection}}}) {{ replayOutcome {{ replayed stillOpen hasMore position }} errors {{ __typename }} }} }}"))
        .GetProperty("replayQuarantined").GetProperty("replayOutcome");
}
