using Analytics.Domain.Collection;
using Analytics.Domain.Correlations;
using Analytics.Domain.Querying;
using Analytics.Domain.Statistics;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Correlations;

/// <summary>Statistics and their order; the tables themselves are the engines' contract.</summary>
public sealed class RunCorrelationTests
{
    private static readonly CorrelationQuery _buy = new()
    {
        Range = Days("2024-01-01", "2024-02-01"), Goal = new EventSelector(["buy"]),
    };

    private readonly ShopFixture _shop = new() { Now = At("2024-02-02T12:00") };

    [Fact]
    public async Task Table_gives_odds_test_and_rates()
    {
        // Fisher's twins: of 17 who searched 15 bought, of 13 who did not 3.
        _shop.Has([.. Actors(15, "search", "buy"), .. Actors(2, "search"), .. Actors(3, "look", "buy"), .. Actors(10, "look")]);

        var result = (await _shop.TryAsync(_buy with { Events = ["search"] })).Value;

        var search = Assert.Single(result.Events);
        Assert.Equal((30, 18, 0.6), (result.Actors, result.Converted, result.Rate));
        Assert.Equal((17, 15, 13, 3), (search.Did, search.DidAndConverted, search.DidNot, search.DidNotAndConverted));
        Assert.Equal((15 / 17.0, 3 / 13.0), (search.RateIfDid, search.RateIfNot));
        Assert.Equal(25, search.OddsRatio!.Value.Ratio, 10);
        // No expected number is below 5.2: X2 = 13.032.
        Assert.Equal(0.00030626663, search.PValue!.Value, 11);
        Assert.Equal((search.PValue, IndependenceTest.ChiSquare), (search.QValue, search.Test));
    }

    [Fact]
    public async Task What_is_surely_apart_comes_before_what_few_did()
    {
        _shop.Has(
        [
            .. Actors(40, "much", "buy"), .. Actors(10, "much"), .. Actors(2, "rare", "buy"), .. Actors(20, "look", "buy"),
            .. Actors(80, "look"), .. Actors(30, "help"),
        ]);

        var events = (await _shop.TryAsync(_buy with { Events = ["rare", "never", "look", "help", "much"] })).Value.Events;

        Assert.Equal(["much", "help", "look", "rare", "never"], events.Select(one => one.Name));
        Assert.True(events[1].OddsRatio!.Value.Upper < 1 && events[2].OddsRatio!.Value.Upper < 1 && events[3].OddsRatio!.Value.Lower < 1);
        Assert.Equal((null, null, null, null), (events[4].OddsRatio, events[4].PValue, events[4].QValue, events[4].RateIfDid));
        Assert.All(events.Take(4), one => Assert.InRange(one.QValue!.Value, one.PValue!.Value, 1));
    }

    [Fact]
    public void Goal_is_named_and_events_are_bounded()
    {
        Assert.Null(_buy.Check());
        Assert.Equal(("OPTIONS_CONFLICT", "goal"), Fault(_buy with { Goal = EventSelector.Any }));
        Assert.Equal(("NAMED_TWICE", "events[1]"), Fault(_buy with { Events = ["a", "a"] }));
        Assert.Equal(("VALUE_OUT_OF_RANGE", "limit"), Fault(_buy with { Limit = 51 }));
        Assert.Equal(
            ("VALUE_OUT_OF_RANGE", "events"),
            Fault(_buy with { Events = [.. Enumerable.Range(0, 51).Select(one => $"event-{one}")] }));
    }

    private static IEnumerable<LoggedEvent> Actors(int count, params string[] events) =>
        Enumerable.Range(0, count).SelectMany(_ =>
        {
            var actor = Guid.NewGuid().ToString();
            return events.Select((name, minute) => Event(name, $"2024-01-01T08:{minute:00}", actor));
        });

    private static (string, string?)? Fault(CorrelationQuery query) =>
        query.Check() is { } problem ? (problem.Code, problem.Path) : null;
}
