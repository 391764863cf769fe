using Analytics.Domain.Sessions;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Sessions;

/// <summary>Rates and complete buckets; the sessions themselves are the engines' contract.</summary>
public sealed class RunSessionsTests
{
    private readonly ShopFixture _shop = new() { Now = At("2024-01-02T12:00") };

    [Fact]
    public async Task Rates_are_of_the_sessions_and_a_bucket_that_is_not_over_says_so()
    {
        _shop.Has(
            Event("page_view", "2024-01-01T08:00", "ann"),
            Event("page_view", "2024-01-01T08:10", "ann"),
            Event("buy", "2024-01-01T08:20", "ann"),
            Event("page_view", "2024-01-02T08:00", "bob"));

        var result = (await _shop.TryAsync(new SessionsQuery
        {
            Range = Days("2024-01-01", "2024-01-03"),
            Interval = Interval.Day,
        })).Value;

        Assert.Equal((2, 2, 4), (result.Total.Count, result.Total.Actors, result.Total.Events));
        Assert.Equal((0.5, 2.0), (result.Total.BounceRate, result.Total.EventsPerSession));
        Assert.Equal(TimeSpan.FromMinutes(10), result.Total.Duration!.Mean);
        Assert.Equal(
            [(At("2024-01-01T00:00"), 1L, true), (At("2024-01-02T00:00"), 1L, false)],
            result.Series.Select(point => (point.At, point.Statistics.Count, point.Complete)));
    }

    [Fact]
    public async Task Without_a_session_there_are_no_rates()
    {
        var total = (await _shop.TryAsync(new SessionsQuery { Range = Days("2024-01-01", "2024-01-03") })).Value.Total;

        Assert.Equal(new SessionStatistics(0, 0, 0, null, 0, null, null, null), total);
    }
}
