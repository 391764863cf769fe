using System.Globalization;
using System.Text.Json;

namespace Analytics.Scenarios.Collection;

/// <summary>When an event counts, whatever the clocks and the network did to it.</summary>
[Collection(nameof(Collector))]
public sealed class EventTimeTests(Collector collector)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(300, "late_by_months")]
    [InlineData(3, "late_by_days")]
    public async Task An_event_of_the_past_lands_in_its_day(int daysAgo, string name)
    {
        var day = Now.UtcDateTime.Date.AddDays(-daysAgo);
        await collector.SendAsync(
            $$"""{"eventType": "{{name}}", "userId": "u", "timestamp": "{{day:yyyy-MM-dd}}T23:59:59.999Z", "properties": {"amount": 5} }""");

        var data = await collector.AskAsync(
            $$"""{ explore(query: {events: ["{{name}}"], aggregation: SUM, property: "amount", interval: DAY, range: {between: {fromDate: "{{day.AddDays(-1):yyyy-MM-dd}}", toDate: "{{day.AddDays(2):yyyy-MM-dd}}"} } }, SEEN) { series { at value } } }""");

        Assert.Equal(
            [0m, 5m, 0m],
            data.GetProperty("explore").GetProperty("series").EnumerateArray().Select(point => point.GetProperty("value").GetDecimal()));
    }

    [Fact]
    public async Task An_event_of_the_day_after_tomorrow_is_refused_and_never_counted()
    {
        var answer = await collector.SendAsync(
            $$"""[{"eventType": "too_early", "userId": "u", "timestamp": "{{Iso(Now.AddDays(2))}}"}, {"eventType": "too_early", "userId": "u", "timestamp": "{{Iso(Now.AddHours(23))}}"}]""");

        var results = answer.GetProperty("results");
        Assert.Equal("REJECTED", results[0].GetProperty("status").GetString());
        Assert.Equal("TIMESTAMP_IN_FUTURE", results[0].GetProperty("code").GetString());
        Assert.Equal("timestamp", results[0].GetProperty("path").GetString());
        Assert.Equal("ACCEPTED", results[1].GetProperty("status").GetString());
        Assert.Equal(1, await collector.CountAsync("too_early"));
    }

    [Theory]
    [InlineData("right clock", 0)]
    [InlineData("a little slow", 15)]
    [InlineData("a little fast", -15)]
    [InlineData("hours slow", 10_000)]
    [InlineData("hours fast", -10_000)]
    public async Task A_batch_that_stalls_does_not_reorder_what_a_device_did(string device, int secondsBehind)
    {
        var name = device.Replace(' ', '_');
        // The first two of four steps leave at once, and the others overtake them. A clock that is hours off is set
        // right by each batch's own time of sending: there what stalled is sent again.
        var isRight = Math.Abs(secondsBehind) < 60;
        var (between, stalled) = isRight ? (TimeSpan.FromSeconds(0.25), 15) : (TimeSpan.FromMinutes(1), 0);
        var now = Now.AddSeconds(-secondsBehind);
        var began = now - (3 * between) - TimeSpan.FromSeconds(stalled);
        await collector.SendAsync(Batch(2, now), "v1/batch");
        await collector.SendAsync(Batch(0, now.AddSeconds(-stalled)), "v1/batch");

        var data = await collector.AskAsync(
            $$"""
            {
              funnel(definition: {range: {last: "P2D"}, order: STRICT, filter: {property: "device", eq: "{{name}}"}, steps: [{events: ["stall_0"]}, {events: ["stall_1"]}, {events: ["stall_2"]}, {events: ["stall_3"]}]}, SEEN) { steps { count } }
              events(filter: {actor: "{{name}}"}) { nodes { name clientTime sentAt receivedAt } }
            }
            """);

        Assert.Equal([1, 1, 1, 1], data.GetProperty("funnel").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("count").GetInt32()));
        var first = data.GetProperty("events").GetProperty("nodes").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "stall_0");
        Assert.Equal(Iso(began), Iso(first.GetProperty("clientTime").GetDateTimeOffset()));
        Assert.Equal(Iso(now.AddSeconds(-stalled)), Iso(first.GetProperty("sentAt").GetDateTimeOffset()));
        Assert.True(first.GetProperty("receivedAt").GetDateTimeOffset() > Now.AddMinutes(-5));

        string Batch(int from, DateTimeOffset sentAt) => JsonSerializer.Serialize(new
        {
            sentAt = Iso(sentAt),
            batch = Enumerable.Range(from, 2).Select(step => new
            {
                type = "track",
                messageId = $"{name}-{step}",
                @event = $"stall_{step}",
                anonymousId = name,
                sequence = step,
                timestamp = Iso(began + (step * between)),
                properties = new { device = name },
            }),
        });
    }

    private static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
