using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Analytics.Scenarios.Collection;

/// <summary>Figures move with what is collected, at once and to the cent.</summary>
[Collection(nameof(Collector))]
public sealed class LiveFiguresTests(Collector collector)
{
    private const string Today = "{preset: TODAY}";

    // A million lines take a minute of writing: the long run has them all.
    private static int Lines => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 1_000_003 : 50_003;

    [Fact]
    public async Task Revenue_today_has_each_payment_as_soon_as_it_is_acknowledged()
    {
        var before = await RevenueAsync(Today, "");
        for (var n = 1; n <= 10; n++)
        {
            await collector.SendAsync(
                $$"""[{"id": "live-{{n}}", "eventType": "order_placed", "userId": "u{{n}}", "properties": {"total": 0.1, "currency": "USD"} }, {"eventType": "payment_completed", "userId": "u{{n}}", "properties": {"amount": 0.1, "currency": "USD"} }]""");

            Assert.Equal(before + (n * 0.1m), await RevenueAsync(Today, ""));
        }
    }

    [Fact]
    public async Task An_imported_order_moves_revenue_and_its_customers_value_and_is_heard_live()
    {
        const string Range = """{between: {fromDate: "2019-05-01", toDate: "2019-06-01"}}""";
        const string Customer = """cohortCriteria: {members: ["imported-customer"]}""";
        await ImportAsync("O-1,2019-05-02T10:00:00Z,imported-customer,P1,2,10.00,USD\n");
        var (before, his) = (await RevenueAsync(Range, ""), await RevenueAsync(Range, Customer));
        using var listener = collector.Host.As("community", "viewer");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var heard = FirstAsync(listener, await LastPositionAsync(), patience.Token);

        await ImportAsync("O-2,2019-05-03T10:00:00Z,imported-customer,P1,3,10.10,USD\n");

        Assert.Equal(before + 30.30m, await RevenueAsync(Range, ""));
        Assert.Equal((20m, 50.30m), (his, await RevenueAsync(Range, Customer)));
        Assert.Equal("order_placed 30.3", await heard);
        var customer = (await listener.QueryAsync(
            "query($seen: Long) { customer(id: \"imported-customer\", atLeast: $seen) { orders { total } lifetimeValue { total currency } } }",
            new { seen = await LastPositionAsync() })).GetProperty("customer");
        Assert.Equal("""{"orders":{"total":2},"lifetimeValue":{"total":50.3,"currency":"USD"}}""", customer.GetRawText());
    }

    [Fact]
    public async Task Very_many_lines_of_a_cent_add_up_to_the_cent()
    {
        for (var sent = 0; sent < Lines; sent += 25_000)
        {
            var body = new StringBuilder("[");
            for (var n = sent; n < Math.Min(Lines, sent + 25_000); n++)
                body.Append(CultureInfo.InvariantCulture, $$"""{{(n == sent ? "" : ",")}}{"id":"cent-{{n}}","eventType":"item_sold","userId":"c{{n % 1000}}","timestamp":"2018-01-01T00:00:00Z","properties":{"total":0.01,"quantity":1} }""");
            var answer = await collector.SendAsync(body.Append(']').ToString());
            Assert.Equal(Math.Min(25_000, Lines - sent), answer.GetProperty("accepted").GetInt32());
        }

        Assert.Equal(Lines / 100m, await collector.TotalAsync("item_revenue", "2018-01-01", "2018-01-02"));
        Assert.Equal(Lines, await collector.TotalAsync("units_sold", "2018-01-01", "2018-01-02"));
    }

    [Fact]
    public async Task Amounts_of_another_currency_are_told_apart_and_never_added()
    {
        await collector.SendAsync("""
            [{"eventType": "order_placed", "userId": "a", "timestamp": "2018-02-01T00:00:00Z", "properties": {"total": 10.10, "currency": "USD"}},
             {"eventType": "order_placed", "userId": "b", "timestamp": "2018-02-01T00:00:00Z", "properties": {"total": 15000, "currency": "RWF"}},
             {"eventType": "order_placed", "userId": "c", "timestamp": "2018-02-01T00:00:00Z", "properties": {"total": 5, "currency": "EUR"}}]
            """);

        var data = await collector.AskAsync("""
            { metric(name: "revenue", range: {between: {fromDate: "2018-02-01", toDate: "2018-02-02"}}, SEEN) { total currency excludedCurrencies } }
            """);

        Assert.Equal(
            """{"total":10.1,"currency":"USD","excludedCurrencies":["EUR","RWF"]}""",
            JsonSerializer.Serialize(data.GetProperty("metric")));
    }

    private async Task<decimal> RevenueAsync(string range, string arguments)
    {
        var data = await collector.AskAsync($$"""{ metric(name: "revenue", range: {{range}}, SEEN {{arguments}}) { total } }""");
        return data.GetProperty("metric").GetProperty("total").GetDecimal();
    }

    private async Task<long> LastPositionAsync()
    {
        var data = await collector.AskAsync("{ events(first: 1) { nodes { position } } }");
        return data.GetProperty("events").GetProperty("nodes")[0].GetProperty("position").GetInt64();
    }

    private static async Task<string> FirstAsync(
        Analytics.TestKit.Hosts.ApiClient listener, long after, CancellationToken cancellationToken)
    {
        await foreach (var answer in listener.SubscribeAsync(
            """subscription { liveEvents(filter: {name: "order_placed"}) { name properties } }""",
            resumeFrom: after.ToString(CultureInfo.InvariantCulture), cancellationToken: cancellationToken))
        {
            var heard = answer.GetProperty("data").GetProperty("liveEvents");
            return $"{heard.GetProperty("name").GetString()} {heard.GetProperty("properties").GetProperty("total").GetDecimal():0.##}";
        }

        return "";
    }

    private async Task ImportAsync(string rows)
    {
        using var client = collector.Host.As("community", "admin");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/import/orders")
        {
            Content = new StringContent("order_id,ordered_at,customer_id,product_id,quantity,unit_price,currency\n" + rows, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Credential!.Token);
        using var response = await client.Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        collector.Sees(JsonDocument.Parse(body).RootElement);
    }
}
