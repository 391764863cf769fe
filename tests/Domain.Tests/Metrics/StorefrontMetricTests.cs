using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>What is shown, looked for and clicked before anybody orders, and how the API answered meanwhile.</summary>
public sealed class StorefrontMetricTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task A_search_that_found_nothing_is_one_whose_count_is_0()
    {
        _shop.Has(
            Event("product_search", "2024-01-01T10:00", "ann", "\"results_count\":0"),
            Event("product_search", "2024-01-01T10:01", "ann", "\"results_count\":12"),
            Event("product_search", "2024-01-01T10:02", null, "\"results_count\":0"),
            Event("product_search", "2024-01-01T10:03", "bob"));

        Assert.Equal(2m, await TotalAsync("zero_result_searches"));
        Assert.Equal(4m, await TotalAsync("searches"));
        Assert.Equal(0.5m, await TotalAsync("zero_result_search_rate"));
    }

    [Fact]
    public async Task Clicks_are_held_against_the_impressions_of_the_same_product()
    {
        _shop.Has(
            Event("product_impression", "2024-01-01T10:00", "ann", "\"product_id\":\"P1\""),
            Event("product_impression", "2024-01-01T10:00", "ann", "\"product_id\":\"P2\""),
            Event("product_impression", "2024-01-01T11:00", "bob", "\"product_id\":\"P1\""),
            Event("product_clicked", "2024-01-01T10:01", "ann", "\"product_id\":\"P1\""),
            Event("product_clicked", "2024-01-01T10:02", "cyd", "\"product_id\":\"P3\""));

        var result = await _shop.AskAsync(Ask("click_through_rate", "2024-01-01", "2024-01-02") with { Breakdown = ["product_id"] });

        Assert.Equal(
            [("P1", 0.5m), ("P2", 0m), ("P3", null)], result.Groups.Select(group => (group.Key[0]!, group.Total)));
    }

    [Fact]
    public async Task A_placement_converts_who_orders_within_seven_days_of_the_click()
    {
        _shop.Has(
            Event("placement_impression", "2024-01-01T10:00", "ann", "\"placement_id\":\"top\""),
            Event("placement_clicked", "2024-01-01T10:01", "ann", "\"placement_id\":\"top\""),
            Event("placement_clicked", "2024-01-01T10:02", "ann", "\"placement_id\":\"top\""),
            Order("2024-01-08T10:01", "ann", 10),
            Event("placement_clicked", "2024-01-01T10:00", "bob", "\"placement_id\":\"top\""),
            Event("payment_completed", "2024-01-08T10:01", "bob"),
            Event("placement_clicked", "2024-01-01T10:00", "cyd", "\"placement_id\":\"side\""),
            Event("payment_completed", "2024-01-01T11:00", "cyd"));

        var result = await _shop.AskAsync(
            Ask("placement_conversions", "2024-01-01", "2024-01-02") with { Breakdown = ["placement_id"] });

        Assert.Equal((2m, Unit.Count, null), (result.Total, result.Unit, result.Reason));
        Assert.Equal([("side", 1m), ("top", 1m)], result.Groups.Select(group => (group.Key[0]!, group.Total)).Order());
        Assert.Equal(0.6666666666666666666666666667m, await TotalAsync("placement_conversion_rate"));
        Assert.Equal(4m, await TotalAsync("placement_click_through_rate"));
    }

    [Fact]
    public async Task Nobody_who_clicks_is_no_conversion_and_no_rate()
    {
        Assert.Equal(0m, await TotalAsync("placement_conversions"));
        Assert.Null(await TotalAsync("placement_conversion_rate"));
    }

    [Fact]
    public async Task Samples_of_requests_give_the_times_percentile_and_the_share_that_failed()
    {
        _shop.Has(Enumerable.Range(1, 20).Select(i => Event(
            "api_request", "2024-01-01T10:00", null, $"\"duration_ms\":{i * 10},\"status\":{(i == 20 ? 503 : i == 19 ? 404 : 200)}")));

        var p95 = await _shop.AskAsync(Ask("api_response_p95", "2024-01-01", "2024-01-02"));

        // The 19.05th of 20 values, between 190 and 200.
        Assert.Equal((190.5m, Unit.Milliseconds), (p95.Total, p95.Unit));
        Assert.Equal(0.05m, await TotalAsync("api_error_rate"));
        Assert.Equal(20m, await TotalAsync("api_requests"));
    }

    private async Task<decimal?> TotalAsync(string metric) =>
        (await _shop.AskAsync(Ask(metric, "2024-01-01", "2024-01-02"))).Total;
}
