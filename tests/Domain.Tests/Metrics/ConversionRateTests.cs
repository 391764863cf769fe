using Analytics.Domain.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class ConversionRateTests
{
    private static readonly MetricQuestion Question = Ask("conversion_rate", "2024-01-01", "2024-01-02");

    private readonly ShopFixture _shop = new();

    [Theory]
    [InlineData("page_view")]
    [InlineData("screen_view")]
    [InlineData("product_viewed")]
    public async Task It_is_the_share_of_sessions_with_an_order(string visit)
    {
        _shop.Has(
            Event(visit, "2024-01-01T08:00", "ann"),
            Order("2024-01-01T08:10", "ann", 1),
            Order("2024-01-01T08:20", "ann", 1),
            Event(visit, "2024-01-01T12:00", "ann"),
            Event(visit, "2024-01-01T12:00", "bob"),
            Event(visit, "2024-01-01T18:00", "cyd"));

        var result = await _shop.AskAsync(Question);

        Assert.Equal((0.25m, Unit.Ratio, null), (result.Total, result.Unit, result.Reason));
    }

    [Fact]
    public async Task It_is_unknown_where_no_visits_are_collected()
    {
        _shop.Has(
            Event("page_view", "2023-12-31T08:00", "ann"),
            Order("2024-01-01T08:00", "ann", 1, "DE"),
            Event("newsletter_opened", "2024-01-01T09:00", "bob"));

        var result = await _shop.AskAsync(Question with { Interval = Interval.Day, Breakdown = ["country"] });

        Assert.Equal((null, "NOT_COLLECTED"), (result.Total, result.Reason));
        Assert.Null(Assert.Single(result.Series).Value);
        Assert.All(result.Groups, group => Assert.Null(group.Total));
    }

    [Fact]
    public async Task Visits_of_nobody_make_no_session_to_divide_by()
    {
        _shop.Has(Event("page_view", "2024-01-01T08:00", null));

        var result = await _shop.AskAsync(Question);

        Assert.Equal((null, "DIVISION_BY_ZERO"), (result.Total, result.Reason));
    }

    [Fact]
    public async Task A_filter_that_nothing_matches_is_no_want_of_visits()
    {
        _shop.Has(Event("page_view", "2024-01-01T08:00", "ann", country: "DE"));

        var result = await _shop.AskAsync(Question with { Filter = Where("country", "FR") });

        Assert.Equal((null, "DIVISION_BY_ZERO"), (result.Total, result.Reason));
    }
}
