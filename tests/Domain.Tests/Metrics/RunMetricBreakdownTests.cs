using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class RunMetricBreakdownTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task A_formula_shows_the_groups_of_its_highest_values_and_computes_the_rest_together()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, "IT"),
            Order("2024-01-01T02:00", "ann", 30, "IT"),       // IT: 20
            Order("2024-01-01T03:00", "ann", 50, "FR"),       // FR: 50
            Order("2024-01-01T04:00", "ann", 20, "DE"),       // DE: 20, before IT by key
            Order("2024-01-01T05:00", "ann", 1, "ES"),
            Order("2024-01-01T06:00", "ann", 3, "ES"),
            Order("2024-01-01T07:00", "ann", 900));

        var result = await AskAsync("average_order_value", limit: 2);

        Assert.Equal([("FR", 50m), ("DE", 20m), (null, 900m)], Groups(result));
        Assert.Equal((44m / 4, true), (result.Other!.Total, result.Other.Key.IsEmpty));
        Assert.Equal(1014m / 7, result.Total!.Value, 20);
    }

    [Fact]
    public async Task A_group_that_only_one_part_of_a_formula_knows_counts_the_other_as_nothing()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, "DE"),
            Refund("2024-01-01T02:00", "ann", 4, "DE"),
            Refund("2024-01-01T03:00", "ann", 5, "FR"),
            Refund("2024-01-01T04:00", "ann", 1));

        var result = await AskAsync("net_revenue", limit: 10);

        Assert.Equal([("DE", 6m), ("FR", -5m), (null, -1m)], Groups(result));
        Assert.Equal((0m, null), (result.Total, result.Other));
    }

    [Fact]
    public async Task A_group_without_a_value_comes_after_all_that_have_one()
    {
        _shop.Has(
            Event("page_view", "2024-01-01T01:00", null, country: "AT"),
            Event("page_view", "2024-01-01T02:00", "ann", country: "DE"));

        var result = await AskAsync("conversion_rate", limit: 10);

        Assert.Equal([("DE", 0m), ("AT", null)], Groups(result));
    }

    [Fact]
    public async Task Groups_of_one_value_come_by_key_and_the_missing_one_beside_the_limit()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 5, "b"),
            Order("2024-01-01T02:00", "ann", 5, "a"),
            Order("2024-01-01T03:00", "ann", 5, "B"),
            Order("2024-01-01T04:00", "ann", 700));

        var result = await AskAsync("revenue", limit: 2);

        Assert.Equal([("B", 5m), ("a", 5m), (null, 700m)], Groups(result));
        Assert.Equal(5m, result.Other!.Total);
    }

    [Fact]
    public async Task Actors_of_the_remainder_count_once_whatever_groups_they_are_in()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 1, "DE"),
            Order("2024-01-01T02:00", "bob", 1, "DE"),
            Order("2024-01-01T03:00", "ann", 1, "FR"),
            Order("2024-01-01T04:00", "ann", 1, "IT"));

        var result = await AskAsync("customers", limit: 1);

        Assert.Equal([("DE", 2m)], Groups(result));
        Assert.Equal((1m, 2m), (result.Other!.Total, result.Total));
    }

    [Fact]
    public async Task A_group_has_a_point_for_every_bucket_and_so_has_the_remainder()
    {
        _shop.Has(
            Order("2024-01-01T01:00", "ann", 10, "DE"),
            Order("2024-01-02T01:00", "ann", 30, "DE"),
            Order("2024-01-02T02:00", "ann", 5, "FR"));

        var result = await _shop.AskAsync(Ask("average_order_value", "2024-01-01", "2024-01-03") with
        {
            Breakdown = ["country"],
            Limit = 1,
            Interval = Interval.Day,
        });

        Assert.Equal([10, 30], Assert.Single(result.Groups).Series.Select(point => point.Value));
        Assert.Equal([null, 5], result.Other!.Series.Select(point => point.Value));
    }

    private Task<MetricResult> AskAsync(string metric, int limit) => _shop.AskAsync(
        Ask(metric, "2024-01-01", "2024-01-02") with { Breakdown = ["country"], Limit = limit });

    private static IEnumerable<(string?, decimal?)> Groups(MetricResult result) =>
        result.Groups.Select(group => (Assert.Single(group.Key), group.Total));
}
