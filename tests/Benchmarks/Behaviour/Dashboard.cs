using System.Collections.Immutable;
using System.Diagnostics;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Benchmarks.Engine;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>
/// The first page of a shop's back office: 30 tiles over the last 30 days, asked as one request asks them, against the
/// slowest of them alone.
/// </summary>
internal static class Dashboard
{
    private const int Runs = 9;
    private const double MostTimes = 2;

    private static readonly TimeRange _month = Days(150, 180);
    private static readonly TimeRange _monthBefore = Days(120, 150);
    private static readonly Measure _revenue = Measure(Aggregation.Sum, "price", "payment_completed");
    private static readonly Measure _orders = Measure(Aggregation.Count, null, "payment_completed");
    private static readonly Measure _buyers = Measure(Aggregation.UniqueActors, null, "payment_completed");
    private static readonly Measure _actives = Measure(Aggregation.UniqueActors, null);
    private static readonly string[] _purchase = ["product_viewed", "product_added_to_cart", "payment_completed"];

    private static readonly ImmutableArray<(string Name, Question Question)> _tiles =
    [
        ("revenue", ByDay(_revenue)),
        ("revenue before", ByDay(_revenue, _monthBefore)),
        ("revenue so far", ByDay(_revenue) with { Cumulative = true }),
        ("revenue by country", By("country", _revenue)),
        ("revenue by device", By("device", _revenue)),
        ("revenue by source", By("source", _revenue)),
        ("revenue by category", By("category", _revenue)),
        ("orders", ByDay(_orders)),
        ("orders before", ByDay(_orders, _monthBefore)),
        ("average order", ByDay(Measure(Aggregation.Avg, "price", "payment_completed"))),
        ("median order", ByDay(Measure(Aggregation.Median, "price", "payment_completed"))),
        ("buyers", ByDay(_buyers)),
        ("buyers before", ByDay(_buyers, _monthBefore)),
        ("products sold", ByDay(Measure(Aggregation.CountDistinct, "product_id", "payment_completed"))),
        ("visits", ByDay(Measure(Aggregation.UniqueSessions, null))),
        ("daily actives", ByDay(_actives)),
        ("weekly actives", ByDay(_actives) with { Rolling = 7 }),
        ("actives by source", By("source", _actives)),
        ("page views", ByDay(Measure(Aggregation.Count, null, "page_view"))),
        ("product views", ByDay(Measure(Aggregation.Count, null, "product_viewed"))),
        ("viewers", ByDay(Measure(Aggregation.UniqueActors, null, "product_viewed"))),
        ("carts", ByDay(Measure(Aggregation.UniqueActors, null, "product_added_to_cart"))),
        ("checkouts", ByDay(Measure(Aggregation.UniqueActors, null, "checkout_started"))),
        ("searches", ByDay(Measure(Aggregation.Count, null, "product_search"))),
        ("sign-ups", ByDay(Measure(Aggregation.UniqueActors, null, "user_registered"))),
        ("events by name", By(PropertyRef.EventName, Measure(Aggregation.Count, null))),
        (
            "top products",
            new TopListQuery { Range = _month, Breakdown = new SeriesBreakdown("product_id", 10), Measures = [_revenue, _buyers] }),
        ("sessions", new SessionsQuery { Range = _month }),
        ("purchase funnel", new FunnelDefinition { Range = _month, Steps = [.. _purchase.Select(step => new FunnelStepDefinition(null, [step], null))] }),
        ("weekly retention", new RetentionQuery { Range = Days(91, 175), Periods = 11 }),
    ];

    public static async Task RunAsync(EngineStore store, Verdicts verdicts)
    {
        var tiles = _tiles
            .Select(tile => (tile.Name, Asked: BenchmarkQuestion.Of<object>(tile.Name, tile.Name, null, 0, _ => [], tile.Question)))
            .ToList();
        var alone = new List<(string Name, double Median)>();
        foreach (var (name, asked) in tiles)
        {
            await Measurement.WarmAsync(asked, store);
            var measured = new Measurement();
            await measured.AskAsync(asked, store, Runs);
            alone.Add((name, measured.Median));
        }
        var series = await MedianAsync(() => SeriesAsync(store.Engine, store.Tenant));
        var all = await MedianAsync(() => TogetherAsync(store));
        var (slowest, sum) = (alone.MaxBy(tile => tile.Median), alone.Sum(tile => tile.Median));
        Verdicts.Title($"{tiles.Count} tiles in one request");
        Verdicts.Row("", "ms");
        Verdicts.Row("---", "---:");
        foreach (var (name, median) in alone.OrderByDescending(tile => tile.Median).Take(8))
            Verdicts.Row(name, FormattableString.Invariant($"{median:F2}"));
        Verdicts.Row("all, one after the other", FormattableString.Invariant($"{sum:F2}"));
        Verdicts.Row("the series in one pass", FormattableString.Invariant($"{series:F2}"));
        Verdicts.Row("all in one request", FormattableString.Invariant($"{all:F2}"));
        Console.WriteLine();
        verdicts.AtMost($"{tiles.Count} tiles in one request, by the slowest of them ({slowest.Name})", all / slowest.Median, MostTimes);
    }

    private static async Task<double> MedianAsync(Func<Task> ask)
    {
        await ask();
        var took = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return Verdicts.Median(took);
    }

    private static async Task<bool> SeriesAsync(IEventAnalytics engine, TenantScope tenant) =>
        (await engine.SeriesAsync(tenant, [.. _tiles.Select(tile => tile.Question).OfType<SeriesQuery>()], CancellationToken.None)).IsSuccess;

    // As the API asks what a request's fields ask: one state, the series together, the rest beside them.
    private static async Task TogetherAsync(EngineStore store)
    {
        using var held = (await store.Engine.HoldAsync(store.Tenant, CancellationToken.None)).Value;
        var series = SeriesAsync(held.Engine, store.Tenant);
        var others = _tiles.Where(tile => tile.Question is not SeriesQuery).Select(
            tile => BenchmarkQuestion.Of<object>(tile.Name, tile.Name, null, 0, _ => [], tile.Question).AskAsync(held.Engine, store.Tenant));
        var answers = await Task.WhenAll(others);
        if (!await series || answers.Any(answer => !answer.IsSuccess))
            throw new InvalidOperationException("A tile has no answer.");
    }

    private static SeriesQuery ByDay(Measure measure, TimeRange? range = null) =>
        new() { Measure = measure, Range = range ?? _month, Interval = Interval.Day };

    private static SeriesQuery By(PropertyRef property, Measure measure) =>
        new() { Measure = measure, Range = _month, Breakdown = new SeriesBreakdown(property, 10) };

    private static Measure Measure(Aggregation aggregation, PropertyRef? property, params string[] events) =>
        new(new EventSelector([.. events]), aggregation) { Property = property };

    private static TimeRange Days(int from, int to) =>
        TimeRange.Create(Vocabulary.Start.AddDays(from), Vocabulary.Start.AddDays(to)).Value;
}
