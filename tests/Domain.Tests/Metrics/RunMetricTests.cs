using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class RunMetricTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task A_metric_has_a_total_over_the_range_and_a_point_for_every_bucket()
    {
        _shop.Has(
            Order("2023-12-31T23:59:59", "ann", 99),
            Order("2024-01-01T00:00", "ann", 30),
            Order("2024-01-01T23:59:59", "bob", 12.50m),
            Order("2024-01-03T08:00", "ann", 7),
            Order("2024-01-04T00:00", "ann", 99));

        var result = await _shop.AskAsync(Ask("revenue", "2024-01-01", "2024-01-04") with { Interval = Interval.Day });

        Assert.Equal(("revenue", Unit.Money, "EUR"), (result.Name, result.Unit, result.Currency));
        Assert.Equal((49.5m, (string?)null), (result.Total, result.Reason));
        Assert.Equal(
            [
                new Point(At("2024-01-01"), 42.5m, null, true),
                new Point(At("2024-01-02"), 0, null, true),
                new Point(At("2024-01-03"), 7, null, true),
            ],
            result.Series);
        Assert.Empty(result.Groups);
        Assert.Null(result.Other);
    }

    [Fact]
    public async Task A_total_of_actors_is_not_the_sum_of_its_buckets()
    {
        _shop.Has(Order("2024-01-01T08:00", "ann", 1), Order("2024-01-02T08:00", "ann", 1));

        var result = await _shop.AskAsync(
            Ask("customers", "2024-01-01", "2024-01-03") with { Interval = Interval.Day });

        Assert.Equal((1m, 1m, 1m), (result.Total, result.Series[0].Value, result.Series[1].Value));
    }

    [Fact]
    public async Task Without_an_interval_there_are_no_points()
    {
        _shop.Has(Order("2024-01-01T08:00", "ann", 1));

        var result = await _shop.AskAsync(Ask("orders", "2024-01-01", "2024-01-03") with { Breakdown = ["country"] });

        Assert.Empty(result.Series);
        Assert.Empty(Assert.Single(result.Groups).Series);
    }

    [Fact]
    public async Task Buckets_that_the_range_cuts_are_incomplete_and_start_inside_it()
    {
        var result = await _shop.AskAsync(Between("2024-01-01T12:00", "2024-01-03T12:00"));

        Assert.Equal(
            [(At("2024-01-01T12:00"), false), (At("2024-01-02"), true), (At("2024-01-03"), false)],
            result.Series.Select(point => (point.At, point.Complete)));
        Assert.True(result.Meta.Complete);
    }

    [Theory]
    [InlineData("2024-01-01T00:00", "2024-01-01T23:00", false)]
    [InlineData("2024-01-01T01:00", "2024-01-02T00:00", false)]
    [InlineData("2024-01-01T00:00", "2024-01-02T00:00", true)]
    public async Task A_range_of_one_bucket_is_complete_when_it_is_all_of_it(string from, string to, bool complete) =>
        Assert.Equal(complete, Assert.Single((await _shop.AskAsync(Between(from, to))).Series).Complete);

    [Theory]
    [InlineData("2024-01-02T23:59:59", new[] { true, false, false })]
    [InlineData("2024-01-03T00:00", new[] { true, true, false })]
    public async Task A_bucket_is_complete_from_its_end_on(string now, bool[] complete)
    {
        var shop = new ShopFixture { Now = At(now) };

        var result = await shop.AskAsync(Ask("orders", "2024-01-01", "2024-01-04") with { Interval = Interval.Day });

        Assert.Equal(complete, result.Series.Select(point => point.Complete));
        Assert.False(result.Meta.Complete);
    }

    [Fact]
    public async Task Buckets_are_days_of_the_zone_that_is_asked_for()
    {
        _shop.Has(Order("2024-01-01T22:30", "ann", 1), Order("2024-01-01T23:30", "ann", 2));

        var result = await _shop.AskAsync(Ask("revenue", "2024-01-01", "2024-01-03") with
        {
            Interval = Interval.Day,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        });

        Assert.Equal(
            [(At("2023-12-31T23:00"), (decimal?)1), (At("2024-01-01T23:00"), 2)],
            result.Series.Select(point => (point.At, point.Value)));
    }

    [Theory]
    [InlineData("orders", 2)]
    [InlineData("orders_all", 3)]
    [InlineData("revenue", 30)]
    [InlineData("revenue_all", 130)]
    [InlineData("customers", 2)]
    [InlineData("net_revenue", 25)]
    public async Task An_order_without_an_actor_counts_in_the_metrics_of_all_orders_only(string metric, int expected)
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 10),
            Order("2024-01-01T09:00", "bob", 20),
            Order("2024-01-01T10:00", null, 100),
            Refund("2024-01-01T11:00", "ann", 5),
            Refund("2024-01-01T12:00", null, 50));

        Assert.Equal(expected, (await _shop.AskAsync(Ask(metric, "2024-01-01", "2024-01-02"))).Total);
    }

    [Fact]
    public async Task The_version_of_the_definition_is_told_and_a_metric_made_up_has_none()
    {
        var madeUp = AdHocMetric.Create(["order_placed"], Aggregation.Count, null).Value;

        var known = await _shop.AskAsync(Ask("orders", "2024-01-01", "2024-01-02"));
        var unknown = await _shop.AskAsync(new MetricQuestion(madeUp, Dates("2024-01-01", "2024-01-02")));

        Assert.Equal((1, null), (known.Meta.DefinitionVersion, unknown.Meta.DefinitionVersion));
    }

    private static MetricQuestion Between(string from, string to) =>
        new(MetricCatalogue.Find("orders").Value, new RequestedRange.Instants(At(from), At(to)))
        {
            Interval = Interval.Day,
        };
}
