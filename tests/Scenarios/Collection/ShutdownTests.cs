using System.Text;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>An operator stops the host in the middle of a long import.</summary>
public sealed class ShutdownTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Orders = 150_000;

    [Fact]
    public async Task Host_ends_within_seconds_and_the_file_sent_again_makes_the_import_good()
    {
        var file = new StringBuilder("order_id,ordered_at,customer_id,product_id,quantity,unit_price\n");
        for (var order = 0; order < Orders; order++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{order},2026-03-01T10:00:00Z,c{order % 500},p,1,0.01\n");
        using (var client = empty.Host.As("retail", "admin"))
        {
            var import = client.SendAsync("v1/import/orders", file.ToString(), client.Credential!.ApiKey, "text/csv");
            await OrdersAreBeingWrittenAsync();
            var stopped = TimeProvider.System.GetTimestamp();
            await empty.Host.DisposeAsync();
            Assert.InRange(TimeProvider.System.GetElapsedTime(stopped).TotalSeconds, 0, 8);
            var (status, body) = await import;
            Assert.Equal(503, status);
            Assert.Equal("SHUTTING_DOWN", body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }

        await empty.RestartAsync();
        using var again = empty.Host.As("retail", "admin");
        var (_, report) = await again.SendAsync("v1/import/orders", file.ToString(), again.Credential!.ApiKey, "text/csv");
        Assert.InRange(report.GetProperty("orders").GetProperty("created").GetInt32(), 1, Orders - 1);
        var data = await again.QueryAsync(
            """
            query($seen: Long!) {
              metric(name: "revenue", range: {between: {fromDate: "2026-03-01", toDate: "2026-03-02"}}, atLeast: $seen) { total }
            }
            """, new { seen = report.GetProperty("position").GetInt64() });
        Assert.Equal(Orders * 0.01m, data.GetProperty("metric").GetProperty("total").GetDecimal());
    }

    private async Task OrdersAreBeingWrittenAsync()
    {
        using var client = empty.Host.As("retail", "viewer");
        for (var look = 0; look < 600; look++)
        {
            var data = await client.QueryAsync("{ eventNames { count } }");
            if (data.GetProperty("eventNames").GetArrayLength() > 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Fail("The import wrote nothing for a minute.");
    }
}
