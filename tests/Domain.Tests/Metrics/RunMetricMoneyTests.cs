using System.Globalization;
using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class RunMetricMoneyTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task Amounts_are_in_the_currency_of_the_tenant_or_without_one_and_the_others_are_named()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, currency: "EUR"),
            Order("2024-01-01T02:00", "ann", 20),
            Order("2024-01-01T03:00", "ann", 400, currency: "USD"),
            Order("2024-01-01T04:00", "ann", 800, currency: "GBP"),
            Order("2024-01-01T05:00", "ann", 800, currency: "GBP"));

        var result = await AskAsync("revenue");

        Assert.Equal((30m, "EUR"), (result.Total, result.Currency));
        Assert.Equal(["GBP", "USD"], result.ExcludedCurrencies);
    }

    [Fact]
    public async Task Another_tenant_reads_the_same_orders_in_its_own_currency()
    {
        var shop = new ShopFixture("USD");
        shop.Has(
            Order("2024-01-01T01:00", "ann", 10, currency: "EUR"),
            Order("2024-01-01T02:00", "ann", 400, currency: "USD"));

        var result = await shop.AskAsync(Ask("revenue", "2024-01-01", "2024-01-02"));

        Assert.Equal((400m, "USD"), (result.Total, result.Currency));
        Assert.Equal(["EUR"], result.ExcludedCurrencies);
    }

    [Fact]
    public async Task Every_part_of_a_formula_of_money_keeps_to_the_currency()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, currency: "EUR"),
            Order("2024-01-01T02:00", "ann", 20, currency: "EUR"),
            Order("2024-01-01T03:00", "ann", 400, currency: "USD"),
            Refund("2024-01-01T04:00", "ann", 6, currency: "EUR"),
            Refund("2024-01-01T05:00", "ann", 300, currency: "CHF"));

        var average = await AskAsync("average_order_value");
        var net = await AskAsync("net_revenue");

        Assert.Equal((15m, 24m), (average.Total, net.Total));
        Assert.Equal(["USD"], average.ExcludedCurrencies);
        Assert.Equal(["CHF", "USD"], net.ExcludedCurrencies);
    }

    [Fact]
    public async Task A_count_takes_orders_in_every_currency_and_has_none_itself()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, currency: "EUR"),
            Order("2024-01-01T02:00", "ann", 400, currency: "USD"));

        var result = await AskAsync("orders");

        Assert.Equal((2m, null), (result.Total, result.Currency));
        Assert.Empty(result.ExcludedCurrencies);
    }

    [Fact]
    public async Task A_currency_is_named_only_where_the_metric_would_have_counted_its_orders()
    {
        _shop.Has(
            Order("2024-01-01T01:00", null, 400, "DE", "USD"),
            Order("2024-01-01T02:00", "ann", 800, "FR", "GBP"),
            Order("2024-01-03T02:00", "ann", 800, "DE", "CHF"));
        var germans = Ask("revenue", "2024-01-01", "2024-01-02") with { Filter = Where("country", "DE") };
        var all = germans with { Metric = MetricCatalogue.Find("revenue_all").Value };

        Assert.Empty((await _shop.AskAsync(germans)).ExcludedCurrencies);
        Assert.Equal(["USD"], (await _shop.AskAsync(all)).ExcludedCurrencies);
    }

    [Fact]
    public async Task A_currency_left_out_of_the_earlier_range_is_named_too()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 400, currency: "USD"),
            Order("2024-01-02T01:00", "ann", 10, currency: "EUR"));

        var result = await _shop.AskAsync(
            Ask("revenue", "2024-01-02", "2024-01-03") with { Compare = Comparison.PreviousPeriod });

        Assert.Equal((10m, 0m), (result.Total, result.Previous));
        Assert.Equal(["USD"], result.ExcludedCurrencies);
    }

    [Theory]
    [InlineData(0.1, 0.2, "0.3")]
    [InlineData(1.20, 1.30, "2.5")]
    [InlineData(0.004, 0.004, "0.008")]
    public async Task Sums_are_exact_and_written_without_zeros_at_the_end(double one, double other, string expected)
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", (decimal)one + 0.0000m), Order("2024-01-01T02:00", "ann", (decimal)other));

        var total = (await AskAsync("revenue")).Total!.Value;

        Assert.Equal(expected, total.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_average_over_no_orders_is_null_with_its_reason()
    {
        _shop.Has(Order("2024-01-01T01:00", "ann", 400, currency: "USD"));

        var result = await AskAsync("average_order_value");

        Assert.Equal((null, "DIVISION_BY_ZERO"), (result.Total, result.Reason));
    }

    private Task<MetricResult> AskAsync(string metric) => _shop.AskAsync(Ask(metric, "2024-01-01", "2024-01-02"));
}
