using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>Daily, weekly and monthly active users and what is made of them.</summary>
public sealed class TrailingMetricTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task Weekly_users_are_those_of_the_seven_days_that_end_with_each_day()
    {
        _shop.Has(
            Event("visit", "2024-01-01T23:00", "ann"), Event("visit", "2024-01-07T01:00", "bob"),
            Event("visit", "2024-01-08T05:00", "bob"));

        var result = await _shop.AskAsync(
            Ask("weekly_active_users", "2024-01-07", "2024-01-10") with { Interval = Interval.Day });

        Assert.Equal([2m, 1m, 1m], result.Series.Select(point => point.Value));
        Assert.Equal(1m, result.Total);
    }

    [Fact]
    public async Task The_total_is_that_of_the_days_that_end_with_the_range()
    {
        _shop.Has(
            Event("visit", "2024-01-01T10:00", "ann"), Event("visit", "2024-01-24T10:00", "bob"),
            Event("visit", "2024-01-31T10:00", "cyd"));

        Assert.Equal(3m, await TotalAsync("active_users"));
        Assert.Equal(2m, await TotalAsync("monthly_active_users"));
        Assert.Equal(1m, await TotalAsync("weekly_active_users"));
        Assert.Equal(1m, await TotalAsync("daily_active_users"));
        Assert.Equal(0.5m, await TotalAsync("stickiness"));

        async Task<decimal?> TotalAsync(string metric) =>
            (await _shop.AskAsync(Ask(metric, "2024-01-01", "2024-02-01"))).Total;
    }

    [Fact]
    public async Task A_month_has_the_figure_of_its_last_day()
    {
        _shop.Has(
            Event("visit", "2024-01-02T10:00", "ann"), Event("visit", "2024-01-30T10:00", "bob"),
            Event("visit", "2024-02-10T10:00", "cyd"));

        var result = await _shop.AskAsync(
            Ask("monthly_active_users", "2024-01-01", "2024-03-01") with { Interval = Interval.Month });

        Assert.Equal([2m, 1m], result.Series.Select(point => point.Value));
    }

    [Fact]
    public async Task Groups_are_chosen_by_the_days_that_count_and_have_their_figures()
    {
        _shop.Has(
            Event("visit", "2024-01-01T10:00", "ann", country: "FR"), Event("visit", "2024-01-01T10:00", "bob", country: "FR"),
            Event("visit", "2024-01-20T10:00", "cyd", country: "DE"), Event("visit", "2024-01-20T10:00", "dan"));

        var result = await _shop.AskAsync(
            Ask("weekly_active_users", "2024-01-01", "2024-01-21") with { Breakdown = ["country"], Limit = 1 });

        Assert.Equal(
            [("DE", 1m), (null, 1m)], result.Groups.Select(group => (Assert.Single(group.Key), group.Total)));
        Assert.Null(result.Other);
        Assert.Equal(2m, result.Total);
    }

    [Fact]
    public async Task An_earlier_range_ends_with_days_of_its_own()
    {
        _shop.Has(
            Event("visit", "2024-01-07T10:00", "ann"), Event("visit", "2024-01-07T10:00", "bob"),
            Event("visit", "2024-01-14T10:00", "ann"));

        var result = await _shop.AskAsync(
            Ask("daily_active_users", "2024-01-08", "2024-01-15") with { Compare = Comparison.PreviousPeriod });

        Assert.Equal((1m, 2m, -0.5), (result.Total, result.Previous, result.Change));
    }

    [Fact]
    public async Task It_looks_back_over_no_other_buckets_and_has_no_hours()
    {
        var question = Ask("weekly_active_users", "2024-01-01", "2024-01-03");

        Assert.Equal(
            "OPTIONS_CONFLICT rolling", await FaultAsync(question with { Interval = Interval.Day, Rolling = 2 }));
        Assert.Equal("OPTIONS_CONFLICT rolling", await FaultAsync(question with { Cumulative = true }));
        Assert.Equal("OPTIONS_CONFLICT interval", await FaultAsync(question with { Interval = Interval.Hour }));
    }

    private async Task<string?> FaultAsync(MetricQuestion question) =>
        (await _shop.TryAsync(question)).Problem is { } problem ? $"{problem.Code} {problem.Path}" : null;
}
