using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>An acknowledged event is in the figures at once.</summary>
public sealed class FreshnessTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task An_acknowledged_event_is_in_a_metric_within_a_second()
    {
        using var client = empty.Host.As("retail", "admin");
        for (var orders = 1; orders <= 20; orders++)
        {
            await client.SendAsync(
                "v1/track",
                $$$"""{"messageId": "fresh-{{{orders}}}", "event": "order_placed", "userId": "u{{{orders}}}", "properties": {"total": 1.25, "currency": "GBP"}}""",
                client.Credential!.WriteKey);
            var acknowledged = TimeProvider.System.GetTimestamp();
            while (await RevenueAsync(client) != orders * 1.25m)
                Assert.InRange(TimeProvider.System.GetElapsedTime(acknowledged), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Who_passes_the_position_back_reads_his_own_writes()
    {
        using var client = empty.Host.As("community", "admin");
        for (var written = 1; written <= 20; written++)
        {
            var (_, body) = await client.SendAsync(
                "v1/track", $$"""{"messageId": "own-{{written}}", "event": "own", "userId": "u"}""", client.Credential!.WriteKey);
            var position = body.GetProperty("position").GetInt64();

            var data = await client.QueryAsync(
                "query($p: Long) { explore(query: {events: [\"own\"], aggregation: COUNT, range: {last: \"P1D\"}}, atLeast: $p) { total meta { watermark } } }",
                new { p = position });

            Assert.Equal(written, data.GetProperty("explore").GetProperty("total").GetInt32());
            Assert.True(data.GetProperty("explore").GetProperty("meta").GetProperty("watermark").GetInt64() >= position);
        }
    }

    [Fact]
    public async Task A_position_that_the_log_has_not_reached_is_refused_after_a_second()
    {
        using var client = empty.Host.As("community", "viewer");

        Assert.Equal(
            "NOT_YET_VISIBLE",
            await client.CodeOfErrorAsync("{ metric(name: \"orders\", range: {last: \"P1D\"}, atLeast: 1000000) { total } }"));
    }

    private static async Task<decimal> RevenueAsync(ApiClient client)
    {
        var data = await client.QueryAsync("{ metric(name: \"revenue\", range: {last: \"P1D\"}) { total } }");
        return data.GetProperty("metric").GetProperty("total").GetDecimal();
    }
}
