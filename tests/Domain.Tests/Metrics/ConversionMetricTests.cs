using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>Metrics that are a share of those who enter a funnel.</summary>
public sealed class ConversionMetricTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task A_sign_up_is_activated_by_a_complete_profile_within_seven_days()
    {
        _shop.Has(
            Event("user_registered", "2024-01-01T10:00", "ann"), Profile("2024-01-08T10:00", "ann", 100),
            Event("user_registered", "2024-01-01T10:00", "bob"), Profile("2024-01-08T10:01", "bob", 100),
            Event("user_registered", "2024-01-01T10:00", "cyd"), Profile("2024-01-02T10:00", "cyd", 99),
            Event("user_registered", "2024-01-01T10:00", "dan"));

        var result = await _shop.AskAsync(Ask("activation_rate", "2024-01-01", "2024-01-02"));

        Assert.Equal((0.25m, Unit.Ratio, null), (result.Total, result.Unit, result.Reason));
        Assert.Equal(4m, (await _shop.AskAsync(Ask("sign_ups", "2024-01-01", "2024-01-02"))).Total);
    }

    [Fact]
    public async Task A_cart_is_abandoned_that_is_not_paid_for_within_a_day()
    {
        _shop.Has(
            // One cart of two items, paid for; then one that is left.
            Event("product_added_to_cart", "2024-01-01T10:00", "ann"), Event("product_added_to_cart", "2024-01-01T10:05", "ann"),
            Event("payment_completed", "2024-01-02T10:00", "ann"), Event("product_added_to_cart", "2024-01-03T10:00", "ann"),
            // Paid for too late, and an order without a payment of its own.
            Event("product_added_to_cart", "2024-01-01T10:00", "bob"), Event("payment_completed", "2024-01-02T10:01", "bob"),
            Event("product_added_to_cart", "2024-01-01T10:00", "cyd"), Order("2024-01-01T11:00", "cyd", 10));

        var result = await _shop.AskAsync(
            Ask("cart_abandonment_rate", "2024-01-01", "2024-01-05") with { Interval = Interval.Day });

        Assert.Equal(0.5m, result.Total);
        Assert.Equal(
            [0.3333333333333333333333333333m, null, 1m, null], result.Series.Select(point => point.Value));
    }

    [Fact]
    public async Task It_is_told_by_group_and_beside_an_earlier_range()
    {
        _shop.Has(
            Event("product_added_to_cart", "2024-01-01T10:00", "ann", country: "DE"), Event("payment_completed", "2024-01-01T11:00", "ann"),
            Event("product_added_to_cart", "2024-01-02T10:00", "ann", country: "DE"), Event("payment_completed", "2024-01-02T11:00", "ann"),
            Event("product_added_to_cart", "2024-01-02T10:00", "bob", country: "DE"),
            Event("product_added_to_cart", "2024-01-02T10:00", "cyd", country: "FR"),
            Event("product_added_to_cart", "2024-01-02T10:00", "dan"));

        var result = await _shop.AskAsync(Ask("cart_abandonment_rate", "2024-01-02", "2024-01-03") with
        {
            Breakdown = ["country"], Limit = 1, Compare = Comparison.PreviousPeriod,
        });

        Assert.Equal((0.75m, 0m, null), (result.Total, result.Previous, result.Change));
        Assert.Equal(
            [("DE", 0.5m, 0m), (null, 1m, null)],
            result.Groups.Select(group => (group.Key[0], group.Total, group.Previous)));
        Assert.Equal(1m, result.Other?.Total);
    }

    [Fact]
    public async Task A_share_of_nobody_is_unknown()
    {
        var result = await _shop.AskAsync(Ask("activation_rate", "2024-01-01", "2024-01-02"));

        Assert.Equal((null, "DIVISION_BY_ZERO"), (result.Total, result.Reason));
        Assert.Equal(1, result.Meta.DefinitionVersion);
    }

    [Fact]
    public async Task What_cannot_be_said_of_a_share_is_refused()
    {
        var question = Ask("activation_rate", "2024-01-01", "2024-01-02");

        Assert.Equal("OPTIONS_CONFLICT rolling", await FaultAsync(question with { Cumulative = true }));
        Assert.Equal("BREAKDOWN_TOO_MANY breakdown", await FaultAsync(question with { Breakdown = ["a", "b"] }));
        Assert.Equal("LIMIT_OUT_OF_RANGE limit", await FaultAsync(question with { Limit = 0 }));
    }

    [Fact]
    public async Task Orders_are_held_against_sessions_or_against_actors()
    {
        _shop.Has(
            Event("page_view", "2024-01-01T10:00", "ann"), Event("page_view", "2024-01-01T15:00", "ann"),
            Order("2024-01-01T15:01", "ann", 10),
            Event("page_view", "2024-01-01T10:00", "bob"), Event("page_view", "2024-01-01T15:00", "bob"));

        Assert.Equal(0.25m, (await _shop.AskAsync(Ask("conversion_rate", "2024-01-01", "2024-01-02"))).Total);
        Assert.Equal(0.5m, (await _shop.AskAsync(Ask("conversion_rate_actors", "2024-01-01", "2024-01-02"))).Total);
    }

    [Fact]
    public async Task A_producer_is_active_who_lists_or_sells()
    {
        _shop.Has(
            Event("product_listed", "2024-01-01T10:00", "ann"), Event("order_received", "2024-01-01T10:00", "bob"),
            Event("order_received", "2024-01-01T11:00", "ann"), Event("page_view", "2024-01-01T11:00", "cyd"));

        Assert.Equal(2m, (await _shop.AskAsync(Ask("active_producers", "2024-01-01", "2024-01-02"))).Total);
    }

    private static Analytics.Domain.Collection.LoggedEvent Profile(string at, string actor, int percent) =>
        Event("user_profile_completed", at, actor, $"\"completion_percentage\":{percent}");

    private async Task<string?> FaultAsync(MetricQuestion question) =>
        (await _shop.TryAsync(question)).Problem is { } problem ? $"{problem.Code} {problem.Path}" : null;
}
