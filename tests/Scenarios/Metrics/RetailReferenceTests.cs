using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.Metrics;

/// <summary>The retail demo gives the published and independently computed figures of its data, to the cent.</summary>
[Collection(nameof(DemoHost))]
public sealed class RetailReferenceTests(DemoHost demo)
{
    private const string AllTime = """{between: {fromDate: "2010-12-01", toDate: "2012-01-01"}}""";

    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(
        Repository.Path("tests", "Scenarios", "Reference", "online-retail-totals.json"))).RootElement;

    private static decimal Money(JsonElement row, string name) =>
        decimal.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private async Task<JsonElement> MetricAsync(string arguments, string selection)
    {
        using var client = demo.Host.As("retail", "viewer");
        var data = await client.QueryAsync($$"""{ metric(range: {{AllTime}}, timeZone: "UTC", {{arguments}}) { {{selection}} } }""");
        return data.GetProperty("metric");
    }

    [Theory]
    [InlineData("revenue", "8911407.904")]
    [InlineData("orders", "18532")]
    [InlineData("customers", "4338")]
    [InlineData("units_sold", "5167812")]
    [InlineData("refunds", "611342.09")]
    [InlineData("net_revenue", "8300065.814")]
    public async Task A_total_equals_the_published_one(string metric, string expected)
    {
        var result = await MetricAsync($"name: \"{metric}\"", "total");

        Assert.Equal(expected, result.GetProperty("total").GetRawText());
    }

    [Fact]
    public async Task The_average_order_is_revenue_by_orders()
    {
        var result = await MetricAsync("name: \"average_order_value\"", "total currency unit");

        Assert.Equal(480.865956399741m, result.GetProperty("total").GetDecimal(), 12);
        Assert.Equal(("GBP", "MONEY"), (result.GetProperty("currency").GetString(), result.GetProperty("unit").GetString()));
    }

    [Theory]
    [InlineData("revenue")]
    [InlineData("orders")]
    [InlineData("customers")]
    [InlineData("units_sold", "units")]
    public async Task Every_month_equals_the_reference(string metric, string? column = null)
    {
        var expected = Reference.GetProperty("salesByMonth").EnumerateArray()
            .Select(row => (
                row.GetProperty("month").GetString() + "-01T00:00:00Z",
                metric == "revenue" ? Money(row, metric) : row.GetProperty(column ?? metric).GetDecimal()));

        var result = await MetricAsync($"name: \"{metric}\", interval: MONTH", "series { at value complete }");

        Assert.Equal(
            expected,
            result.GetProperty("series").EnumerateArray()
                .Select(point => (point.GetProperty("at").GetString()!, point.GetProperty("value").GetDecimal())));
        Assert.All(result.GetProperty("series").EnumerateArray(), point => Assert.True(point.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task Refunds_of_every_month_equal_the_reference()
    {
        var expected = Reference.GetProperty("refundsByMonth").EnumerateArray().Select(row => -Money(row, "amount"));

        var result = await MetricAsync("name: \"refunds\", interval: MONTH", "series { value }");

        Assert.Equal(
            expected,
            result.GetProperty("series").EnumerateArray().Select(point => point.GetProperty("value").GetDecimal()));
    }

    [Theory]
    [InlineData("revenue")]
    [InlineData("orders")]
    [InlineData("customers")]
    [InlineData("units_sold", "units")]
    public async Task Every_country_equals_the_reference(string metric, string? column = null)
    {
        var expected = Reference.GetProperty("salesByCountry").EnumerateArray().ToDictionary(
            row => row.GetProperty("country").GetString()!,
            row => metric == "revenue" ? Money(row, metric) : row.GetProperty(column ?? metric).GetDecimal());

        var result = await MetricAsync(
            $"name: \"{metric}\", breakdown: [{{property: \"country\"}}], limit: 100", "groups { key total } other { total }");

        var groups = result.GetProperty("groups").EnumerateArray().ToDictionary(
            group => group.GetProperty("key")[0].GetString()!, group => group.GetProperty("total").GetDecimal());
        Assert.Equal(expected, groups);
        Assert.Equal(JsonValueKind.Null, result.GetProperty("other").ValueKind);
    }

    [Theory]
    [InlineData("item_revenue", "topProductsByRevenue")]
    [InlineData("units_sold", "topProductsByUnits")]
    public async Task The_top_products_equal_the_reference(string metric, string table)
    {
        var expected = Reference.GetProperty(table).EnumerateArray().Select(row => (
            row.GetProperty("stockCode").GetString()!,
            metric == "units_sold" ? row.GetProperty("units").GetDecimal() : Money(row, "revenue"))).ToList();

        var result = await MetricAsync(
            $"name: \"{metric}\", breakdown: [{{property: \"product_id\"}}], limit: {expected.Count}",
            "total groups { key total } other { total }");

        var groups = result.GetProperty("groups").EnumerateArray()
            .Select(group => (group.GetProperty("key")[0].GetString()!, group.GetProperty("total").GetDecimal())).ToList();
        Assert.Equal(expected, groups);
        Assert.Equal(
            result.GetProperty("total").GetDecimal(),
            groups.Sum(group => group.Item2) + result.GetProperty("other").GetProperty("total").GetDecimal());
    }

    // 135,080 lines have no customer; those of them that are sales stand in orders_all and revenue_all only.
    [Fact]
    public async Task Orders_without_a_customer_count_in_the_figures_over_all_only()
    {
        var all = await MetricAsync("name: \"revenue_all\"", "total");
        var known = await MetricAsync("name: \"revenue\"", "total");

        Assert.True(all.GetProperty("total").GetDecimal() > known.GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task A_rate_without_the_visits_that_it_divides_by_is_null_with_a_reason()
    {
        var result = await MetricAsync("name: \"conversion_rate\"", "total reason");

        Assert.Equal(JsonValueKind.Null, result.GetProperty("total").ValueKind);
        Assert.Equal("NOT_COLLECTED", result.GetProperty("reason").GetString());
    }

    [Fact]
    public void The_first_start_with_its_load_takes_under_90_seconds() =>
        Assert.InRange(demo.FirstStart, TimeSpan.Zero, TimeSpan.FromSeconds(90));
}
