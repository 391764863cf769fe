using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class RunMetricFaultTests
{
    private static readonly MetricQuestion Orders = Ask("orders", "2024-01-01", "2024-01-02");

    private readonly ShopFixture _shop = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public Task A_limit_lies_in_1_to_1000(int limit) =>
        RefusesAsync("LIMIT_OUT_OF_RANGE", "limit", Orders with { Limit = limit });

    [Fact]
    public Task A_range_without_a_day_is_refused() =>
        RefusesAsync("RANGE_EMPTY", "range", Ask("orders", "2024-01-02", "2024-01-02"));

    [Fact]
    public Task A_range_of_no_length_until_now_is_refused() =>
        RefusesAsync(
            "RANGE_EMPTY", "range.last", Orders with { Range = new RequestedRange.Last(TimeSpan.Zero) });

    [Fact]
    public Task More_than_10000_buckets_are_refused() =>
        RefusesAsync(
            "TOO_MANY_BUCKETS",
            "interval",
            Ask("orders", "2022-01-01", "2024-01-01") with { Interval = Interval.Hour });

    [Fact]
    public Task A_comparison_with_a_time_before_the_calendar_is_refused() =>
        RefusesAsync(
            "RANGE_OUT_OF_CALENDAR",
            "compare",
            Ask("orders", "1000-01-01", "2024-01-01") with { Compare = Comparison.PreviousPeriod });

    [Fact]
    public async Task A_position_that_the_engine_does_not_see_in_time_is_told()
    {
        _shop.Has(Order("2024-01-01T08:00", "ann", 1));

        Assert.Equal(1, (await _shop.AskAsync(Orders with { AtLeast = 1 })).Total);
        await RefusesAsync("NOT_YET_VISIBLE", "atLeast", Orders with { AtLeast = 2 });
    }

    private async Task RefusesAsync(string code, string path, MetricQuestion question)
    {
        var problem = (await _shop.TryAsync(question)).Problem;

        Assert.Equal((code, path), (problem?.Code, problem?.Path));
    }
}
