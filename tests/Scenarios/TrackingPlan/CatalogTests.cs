using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.TrackingPlan;

/// <summary>What was observed, and the plan made of it.</summary>
public sealed class CatalogTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
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
}
