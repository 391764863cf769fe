using Analytics.Domain.Lifecycle;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Lifecycle;

/// <summary>Rates, and what is not over yet; the counting itself is the engines' contract.</summary>
public sealed class RunLifecycleTests
{
    // Monday, 15 January, noon: the week of the 8th is over, that of the 15th is not.
    private readonly ShopFixture _shop = new() { Now = At("2024-01-15T12:00") };

    public RunLifecycleTests() => _shop.Has(
        Event("buy", "2024-01-01T08:00", "ann"),
        Event("buy", "2024-01-02T08:00", "ann"),
        Event("buy", "2024-01-03T08:00", "bob"),
        Event("buy", "2024-01-04T08:00", "cyd"),
        Event("buy", "2024-01-04T09:00", "dan"),
        Event("buy", "2024-01-08T08:00", "ann"),
        Event("buy", "2024-01-09T08:00", "eve"),
        Event("buy", "2024-01-15T08:00", "bob"));

    [Fact]
    public async Task Churn_is_the_share_that_was_active_before_and_is_not_any_more()
    {
        var query = new LifecycleQuery { Range = Days("2024-01-01", "2024-01-22") };

        var periods = (await _shop.TryAsync(query)).Value.Periods;

        Assert.Equal(new LifecyclePeriod(At("2024-01-01"), 4, 4, 0, 0, 0, null, true), periods[0]);
        Assert.Equal(new LifecyclePeriod(At("2024-01-08"), 2, 1, 1, 0, -3, 0.75, true), periods[1]);
        Assert.Equal(new LifecyclePeriod(At("2024-01-15"), 1, 0, 0, 1, -2, null, false), periods[2]);
    }

    [Fact]
    public async Task Stickiness_is_the_mean_day_by_the_period()
    {
        var query = new StickinessQuery { Range = Days("2024-01-01", "2024-01-22"), Period = Interval.Week };

        var periods = (await _shop.TryAsync(query)).Value.Periods;

        Assert.Equal((4, 1.25), (periods[0].Actors, periods[0].MeanDays));
        Assert.Equal(1.25 / 7, periods[0].Stickiness!.Value, 12);
        Assert.Equal(7, periods[0].Days.Length);
        Assert.Equal(new StickinessDays(1, 3, 4, 0.75), periods[0].Days[0]);
        Assert.Equal(new StickinessDays(2, 1, 1, 0.25), periods[0].Days[1]);
        Assert.Equal(new StickinessDays(7, 0, 0, 0), periods[0].Days[6]);
        Assert.Equal((null, false), (periods[2].Stickiness, periods[2].Complete));
    }

    [Fact]
    public async Task Nobody_has_no_mean()
    {
        var query = new StickinessQuery { Range = Days("2023-01-02", "2023-01-09"), Period = Interval.Week };

        var week = Assert.Single((await _shop.TryAsync(query)).Value.Periods);

        Assert.Equal((0, null, null), (week.Actors, week.MeanDays, week.Stickiness));
        Assert.All(week.Days, days => Assert.Null(days.Share));
    }

    [Fact]
    public async Task Periods_that_are_no_periods_are_refused()
    {
        var lifecycle = new LifecycleQuery { Range = Days("2024-01-01", "2024-01-22"), Period = Interval.Hour };
        var stickiness = new StickinessQuery { Range = Days("2024-01-01", "2024-01-22"), Period = Interval.Day };
        var century = new StickinessQuery { Range = Days("1920-01-01", "2024-01-22"), Period = Interval.Quarter };

        Assert.Equal(("INTERVAL_NOT_SUPPORTED", "period"), await FaultAsync(lifecycle));
        Assert.Equal(("INTERVAL_NOT_SUPPORTED", "period"), await FaultAsync(stickiness));
        Assert.Equal(("TOO_MANY_BUCKETS", "range"), await FaultAsync(century));
    }

    private async Task<(string, string?)> FaultAsync(LifecycleQuery query) =>
        (await _shop.TryAsync(query)).Problem is { } problem ? (problem.Code, problem.Path) : default;

    private async Task<(string, string?)> FaultAsync(StickinessQuery query) =>
        (await _shop.TryAsync(query)).Problem is { } problem ? (problem.Code, problem.Path) : default;
}
