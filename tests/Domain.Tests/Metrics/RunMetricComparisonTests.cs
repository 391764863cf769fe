using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class RunMetricComparisonTests
{
    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task The_previous_period_stands_beside_bucket_by_bucket()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 5),
            Order("2024-01-02T08:00", "ann", 15),
            Order("2024-01-03T08:00", "bob", 30));

        var result = await _shop.AskAsync(Ask("revenue", "2024-01-03", "2024-01-05") with
        {
            Interval = Interval.Day,
            Compare = Comparison.PreviousPeriod,
        });

        Assert.Equal((30m, 20m, 0.5), (result.Total, result.Previous, result.Change));
        Assert.Equal([(30, 5), (0, 15)], result.Series.Select(point => ((int)point.Value!, (int)point.Previous!)));
    }

    [Fact]
    public async Task The_previous_year_has_the_same_dates_and_29_February_has_no_counterpart()
    {
        _shop.Has(
            Order("2023-02-28T08:00", "ann", 3),
            Order("2023-03-01T08:00", "ann", 4),
            Order("2024-02-28T08:00", "ann", 6),
            Order("2024-02-29T08:00", "ann", 9));

        var result = await _shop.AskAsync(Ask("revenue", "2024-02-28", "2024-03-01") with
        {
            Interval = Interval.Day,
            Compare = Comparison.PreviousYear,
        });

        Assert.Equal((15m, 3m, 4.0), (result.Total, result.Previous, result.Change));
        Assert.Equal([(6, 3m), (9, null)], result.Series.Select(point => ((int)point.Value!, point.Previous)));
    }

    [Fact]
    public async Task Without_a_comparison_nothing_stands_beside()
    {
        _shop.Has(Order("2023-12-31T08:00", "ann", 5), Order("2024-01-01T08:00", "ann", 10));

        var result = await _shop.AskAsync(Ask("revenue", "2024-01-01", "2024-01-02"));

        Assert.Equal((10m, null, null), (result.Total, result.Previous, result.Change));
    }

    [Fact]
    public async Task There_is_no_change_from_nothing()
    {
        _shop.Has(Order("2024-01-01T08:00", "ann", 10));

        var result = await _shop.AskAsync(
            Ask("revenue", "2024-01-01", "2024-01-02") with { Compare = Comparison.PreviousPeriod });

        Assert.Equal((10m, 0m, null), (result.Total, result.Previous, result.Change));
    }

    [Fact]
    public async Task A_change_may_be_larger_than_any_decimal()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 0.000000000000000001m),
            Order("2024-01-02T08:00", "ann", 100_000_000_000_000_000m));

        var result = await _shop.AskAsync(
            Ask("revenue", "2024-01-02", "2024-01-03") with { Compare = Comparison.PreviousPeriod });

        Assert.Equal(1e35, result.Change!.Value, 1e25);
    }

    [Fact]
    public async Task The_groups_of_this_range_are_shown_and_what_was_only_before_is_in_other()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 100, "IT"),
            Order("2024-01-01T09:00", "ann", 7, "DE"),
            Order("2024-01-02T08:00", "ann", 20, "DE"),
            Order("2024-01-02T09:00", "ann", 10, "FR"));

        var result = await _shop.AskAsync(Ask("revenue", "2024-01-02", "2024-01-03") with
        {
            Breakdown = ["country"],
            Compare = Comparison.PreviousPeriod,
        });

        Assert.Equal(
            [("DE", 20, 7), ("FR", 10, 0)],
            result.Groups.Select(group => (group.Key[0]!, (int)group.Total!, (int)group.Previous!)));
        Assert.Equal((0m, 100m), (result.Other!.Total, result.Other.Previous));
    }

    [Fact]
    public async Task A_rate_of_an_earlier_range_without_visits_is_unknown()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 1),
            Event("page_view", "2024-01-02T08:00", "ann"),
            Order("2024-01-02T08:01", "ann", 1));

        var result = await _shop.AskAsync(Ask("conversion_rate", "2024-01-02", "2024-01-03") with
        {
            Interval = Interval.Day,
            Compare = Comparison.PreviousPeriod,
        });

        Assert.Equal((1m, null, null), (result.Total, result.Previous, result.Change));
        Assert.Null(Assert.Single(result.Series).Previous);
    }

    [Fact]
    public async Task A_rate_of_an_earlier_range_with_visits_stands_beside_one_that_is_unknown()
    {
        _shop.Has(Event("page_view", "2024-01-01T08:00", "ann"), Order("2024-01-02T08:00", "ann", 1));

        var result = await _shop.AskAsync(
            Ask("conversion_rate", "2024-01-02", "2024-01-03") with { Compare = Comparison.PreviousPeriod });

        Assert.Equal((null, 0m, "NOT_COLLECTED"), (result.Total, result.Previous, result.Reason));
    }

    [Fact]
    public async Task A_metric_made_up_for_one_question_is_compared_like_any_other()
    {
        _shop.Has(
            Event("a", "2024-01-01T08:00", "ann"),
            Event("b", "2024-01-02T08:00", "ann"),
            Event("a", "2024-01-02T09:00", "bob"),
            Event("c", "2024-01-02T10:00", "cyd"));
        var metric = AdHocMetric.Create(["a", "b"], Aggregation.UniqueActors, null).Value;

        var result = await _shop.AskAsync(new MetricQuestion(metric, Dates("2024-01-02", "2024-01-03"))
        {
            Compare = Comparison.PreviousPeriod,
        });

        Assert.Equal((2m, 1m, 1.0), (result.Total, result.Previous, result.Change));
    }
}
