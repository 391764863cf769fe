using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>What an event carries, who may send it, and that it counts once.</summary>
[Collection(nameof(Collector))]
public sealed class EnvelopeTests(Collector collector)
{
    [Fact]
    public async Task One_event_or_five_hundred_each_has_its_verdict_and_is_counted()
    {
        var one = await collector.SendAsync("""{"eventType": "bulk", "userId": "u0"}""");
        var many = await collector.SendAsync(new JsonArray(
            [.. Enumerable.Range(1, 500).Select(n => (JsonNode)new JsonObject { ["eventType"] = "bulk", ["userId"] = $"u{n}" })])
            .ToJsonString());

        Assert.Equal(["ACCEPTED"], Statuses(one));
        Assert.Equal(Enumerable.Repeat("ACCEPTED", 500), Statuses(many));
        Assert.Equal(501, await collector.CountAsync("bulk"));
    }

    [Fact]
    public async Task Every_field_reads_back_as_it_was_written()
    {
        await collector.SendAsync("""
            {
              "id": "whole-1", "eventType": "action", "eventName": "whole", "userId": "ann", "deviceId": "phone-1",
              "sessionId": "s-1", "sequence": 42, "timestamp": "2024-02-03T04:05:06.789Z",
              "properties": {"text": "ä\"\u0001", "number": 12345678901234.5678, "yes": true, "list": ["a", "b"], "deep": {"er": {"value": 1}}, "nothing": null},
              "context": {"page": {"url": "https://shop.example/x?y=1"}, "locale": "de-AT"}
            }
            """);

        var data = await collector.AskAsync("""
            { events(filter: {name: "whole"}) { nodes { id name userId anonymousId sessionId sequence occurredAt clientTime properties context } } }
            """);

        var read = Assert.Single(data.GetProperty("events").GetProperty("nodes").EnumerateArray());
        Assert.Equal(
            ("whole-1", "whole", "ann", "phone-1", "s-1", 42, "2024-02-03T04:05:06.789Z", "2024-02-03T04:05:06.789Z"),
            (Text(read, "id"), Text(read, "name"), Text(read, "userId"), Text(read, "anonymousId"), Text(read, "sessionId"),
                read.GetProperty("sequence").GetInt32(), Text(read, "occurredAt"), Text(read, "clientTime")));
        AssertSame(
            """{"text": "ä\"\u0001", "number": 12345678901234.5678, "yes": true, "list": ["a", "b"], "deep": {"er": {"value": 1}}, "nothing": null, "event_type": "action"}""",
            read.GetProperty("properties"));
        AssertSame("""{"page": {"url": "https://shop.example/x?y=1"}, "locale": "de-AT"}""", read.GetProperty("context"));
    }

    [Fact]
    public async Task One_name_in_two_classes_is_counted_apart()
    {
        await collector.SendAsync("""
            [{"eventType": "action", "eventName": "subscribed", "userId": "a"},
             {"eventType": "conversion", "eventName": "subscribed", "userId": "a"},
             {"eventType": "action", "eventName": "subscribed", "userId": "b"}]
            """);

        var data = await collector.AskAsync("""
            { explore(query: {events: ["subscribed"], aggregation: COUNT, range: {last: "P1D"}, breakdown: [{property: "event_type"}]}, SEEN) { groups { key total } } }
            """);

        Assert.Equal(
            """[{"key":["action"],"total":2},{"key":["conversion"],"total":1}]""",
            JsonSerializer.Serialize(data.GetProperty("explore").GetProperty("groups")));
    }

    [Fact]
    public async Task A_device_without_a_user_is_one_visitor()
    {
        await collector.SendAsync("""
            [{"eventType": "browsed", "deviceId": "tablet"}, {"id": "again", "eventType": "browsed", "anonymousId": "tablet"},
             {"eventType": "browsed", "deviceId": "laptop"}, {"id": "nobody", "eventType": "browsed"}]
            """);

        Assert.Equal(4, await collector.CountAsync("browsed"));
        Assert.Equal(2, await collector.CountAsync("browsed", "UNIQUE_ACTORS"));
    }

    [Fact]
    public async Task The_key_decides_the_tenant_and_without_a_good_one_nothing_is_stored()
    {
        const string Body =
            """{"eventType": "keyed", "userId": "u", "tenant": "retail", "tenantId": "retail", "context": {"tenant": "retail"}}""";
        using var known = collector.Host.As("community", "admin");
        using var stranger = new ApiClient(collector.Host.Address);
        Assert.Equal(401, (await stranger.SendAsync("api/analytics/events", Body, key: null)).Status);
        Assert.Equal(401, (await stranger.SendAsync("api/analytics/events", Body, known.Credential!.ApiKey![..^4] + "none")).Status);
        Assert.Equal(0, await collector.CountAsync("keyed"));

        await collector.SendAsync(Body);

        Assert.Equal(1, await collector.CountAsync("keyed"));
        using var retail = collector.Host.As("retail", "viewer");
        var names = await retail.QueryAsync("{ eventNames { name } }");
        Assert.DoesNotContain("keyed", names.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_three_times_also_after_a_restart_and_at_another_time_it_counts_once()
    {
        Assert.Equal(["ACCEPTED"], Statuses(await collector.SendAsync(Payment("2026-01-05T10:00:00Z"))));
        Assert.Equal(["DUPLICATE"], Statuses(await collector.SendAsync(Payment("2026-01-05T10:00:00Z"))));
        await collector.RestartAsync();
        Assert.Equal(["DUPLICATE"], Statuses(await collector.SendAsync(Payment("2026-01-06T10:00:00Z"))));
        Assert.Equal(["DUPLICATE"], Statuses(await collector.SendAsync(
            """{"messageId": "once-1", "event": "paid_once", "userId": "u"}""", "v1/track")));

        Assert.Equal(1, await collector.CountAsync("paid_once"));

        static string Payment(string at) =>
            $$"""{"id": "once-1", "eventType": "paid_once", "userId": "u", "timestamp": "{{at}}"}""";
    }

    [Theory]
    [InlineData("fund_project")]
    [InlineData("watch_ad")]
    [InlineData("Kredit vergeben 💶")]
    public async Task A_name_that_nobody_announced_can_be_asked_for_at_once(string name)
    {
        await collector.SendAsync(new JsonArray(new JsonObject
        {
            ["eventType"] = name,
            ["userId"] = "u",
            ["properties"] = new JsonObject { ["amount"] = 12.5m },
        }).ToJsonString());

        var data = await collector.AskAsync(
            $$"""{ explore(query: {events: ["{{name}}"], aggregation: SUM, property: "amount", range: {last: "P1D"} }, SEEN) { total } }""");
        var names = await collector.AskAsync("{ eventNames { name } }");

        Assert.Equal(12.5m, data.GetProperty("explore").GetProperty("total").GetDecimal());
        Assert.Contains(name, names.GetProperty("eventNames").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }

    private static IEnumerable<string?> Statuses(JsonElement answer) =>
        answer.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("status").GetString());

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    // Names that begin with a dollar sign are added here.
    private static void AssertSame(string expected, JsonElement actual)
    {
        var sent = new JsonObject(actual.EnumerateObject().Where(member => !member.Name.StartsWith('$'))
            .Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()))));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent), actual.GetRawText());
    }
}
