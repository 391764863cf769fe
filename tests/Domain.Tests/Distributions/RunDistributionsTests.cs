using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Distributions;

/// <summary>Means, shares and edges; the values themselves are the engines' contract.</summary>
public sealed class RunDistributionsTests
{
    private static readonly TimeBetweenQuery _times = new()
    {
        Range = Days("2024-01-01", "2024-02-01"), From = new EventSelector(["buy"]), To = new EventSelector(["buy"]), Edges = [3_600, 86_400],
    };

    private static readonly EventsPerActorQuery _numbers = new() { Range = Days("2024-01-01", "2024-02-01"), Edges = [2, 3] };

    private readonly ShopFixture _shop = new() { Now = At("2024-02-02T12:00") };

    [Fact]
    public async Task Buckets_lie_between_edges_and_the_last_one_is_open()
    {
        _shop.Has(
            Event("buy", "2024-01-01T08:00", "ann"), Event("buy", "2024-01-01T08:30", "ann"), Event("buy", "2024-01-01T09:30", "ann"),
            Event("buy", "2024-01-05T08:00", "bob"));

        var total = (await _shop.TryAsync(_times)).Value.Total;

        Assert.Equal((2, 2, 0.5, 5_400m, 2_700m), (total.Count, total.Unfinished, total.Share, total.Sum, total.Mean));
        Assert.Equal(
            [new(0, 3_600, 1, 0.5), new(3_600, 86_400, 1, 0.5), new(86_400, null, 0, 0)],
            total.Histogram);
    }

    [Fact]
    public async Task Numbers_of_events_begin_at_one_and_sums_anywhere()
    {
        _shop.Has(Event("buy", "2024-01-01T08:00", "ann"), Event("buy", "2024-01-01T08:30", "ann"));

        var numbers = (await _shop.TryAsync(_numbers)).Value.Total;
        var sums = (await _shop.TryAsync(_numbers with { Property = "total" })).Value.Total;

        Assert.Equal([1m, 2m, 3m], numbers.Histogram.Select(bucket => bucket.From));
        Assert.Equal([0, 1, 0], numbers.Histogram.Select(bucket => bucket.Count));
        Assert.Equal((1, 1.0, 2m), (numbers.Count, numbers.Share, numbers.Mean));
        Assert.Null(sums.Histogram[0].From);
    }

    [Fact]
    public async Task Nothing_has_no_mean_and_no_share()
    {
        var total = (await _shop.TryAsync(_times)).Value.Total;

        Assert.Equal((0, null, null, null), (total.Count, total.Share, total.Mean, total.Median));
        Assert.All(total.Histogram, bucket => Assert.Null(bucket.Share));
    }

    [Fact]
    public async Task Silences_begin_at_the_shortest_that_counts()
    {
        _shop.Has(Event("buy", "2023-11-01T08:00", "ann"), Event("buy", "2024-01-10T08:00", "ann"));
        var query = new ReactivationQuery { Range = _times.Range, Idle = TimeSpan.FromDays(60) };

        var total = (await _shop.TryAsync(query)).Value.Total;

        Assert.Equal((1, 1, 1.0, 70 * 86_400m), (total.Count, total.Actors, total.Share, total.Mean));
        Assert.Equal([60, 90, 180, 365], total.Histogram.Select(bucket => bucket.From / 86_400));
        Assert.Equal([1, 0, 0, 0], total.Histogram.Select(bucket => bucket.Count));
        Assert.Equal(("EDGES_INVALID", "edges[0]"), Fault(query with { Edges = [60 * 86_400] }));
        Assert.Equal(("VALUE_OUT_OF_RANGE", "idle"), Fault(query with { Idle = TimeSpan.Zero }));
    }

    [Fact]
    public void Edges_ascend_from_above_the_least_value()
    {
        Assert.Null(Fault(_times));
        Assert.Equal(("EDGES_INVALID", "edges[0]"), Fault(_times with { Edges = [0, 1] }));
        Assert.Equal(("EDGES_INVALID", "edges[1]"), Fault(_times with { Edges = [1, 1] }));
        Assert.Equal(("EDGES_INVALID", "edges[0]"), Fault(_numbers with { Edges = [1] }));
        Assert.Null(Fault(_numbers with { Edges = [-1], Property = "total" }));
        Assert.Equal(("EDGES_INVALID", "edges[0]"), Fault(_numbers with { Edges = [1_000_000_000_000.1m] }));
        Assert.Equal(("VALUE_OUT_OF_RANGE", "edges"), Fault(_times with { Edges = [.. Enumerable.Range(1, 101).Select(edge => (decimal)edge)] }));
        Assert.Equal(("VALUE_OUT_OF_RANGE", "window"), Fault(_times with { Window = TimeSpan.FromDays(3_661) }));
        Assert.Equal(("EVENT_NAME_EMPTY", "to.events[0]"), Fault(_times with { To = new EventSelector([""]) }));
    }

    private static (string, string?)? Fault(Question query) => query.Check() is { } problem ? (problem.Code, problem.Path) : null;
}
