using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit.Contract;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit;

/// <summary>What every engine answers to the same events: figures that can be checked by hand.</summary>
public abstract partial class EventAnalyticsContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Empty_tenant_counts_nothing()
    {
        var answer = await CountAsync(TenMinutes);

        Assert.Equal(0, answer.All.Total);
        Assert.Null(answer.Meta.DataThrough);
        Assert.Equal(0, answer.Meta.Watermark);
    }

    [Fact]
    public async Task Range_includes_its_start_and_excludes_its_end()
    {
        await HasAsync(Event("a", "x", 9.999), Event("a", "x", 10), Event("a", "x", 19.999), Event("a", "x", 20));

        Assert.Equal(2, (await CountAsync(Seconds(10, 20))).All.Total);
    }

    [Fact]
    public async Task Each_event_counts_in_its_bucket_and_empty_buckets_are_zero()
    {
        await HasAsync(Event("a", "x", 0), Event("a", "y", 9.999), Event("a", "x", 30));

        var answer = await SeriesAsync(Query(Aggregation.Count, Seconds(0, 40), edges: [0, 10, 20, 30, 40]));

        Assert.Equal([2, 0, 0, 1], answer.All.Points);
    }

    [Fact]
    public async Task Names_choose_events_and_none_means_any()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 2), Event("c", "x", 3));

        Assert.Equal(2, (await CountAsync(TenMinutes, ["a", "c", "unknown"])).All.Total);
        Assert.Equal(0, (await CountAsync(TenMinutes, ["unknown"])).All.Total);
        Assert.Equal(3, (await CountAsync(TenMinutes)).All.Total);
    }

    [Fact]
    public async Task Sums_are_exact_decimals()
    {
        await HasAsync(
            Event("a", "x", 1, """{"amount":0.1}"""),
            Event("a", "x", 2, """{"amount":0.2}"""),
            Event("a", null, 3, """{"amount":-1000000000000.05}"""),
            Event("a", "x", 4, """{"amount":"5"}"""),
            Event("a", "x", 5, """{"amount":null}"""));

        Assert.Equal(-999999999999.75m, (await SumAsync("amount")).All.Total);
    }

    [Fact]
    public async Task Sum_holds_the_largest_and_the_smallest_number_together()
    {
        await HasAsync(
            Event("a", "x", 1, """{"amount":123456789}"""),
            Event("a", "x", 2, """{"amount":0.000000000000000001}"""),
            Event("a", "x", 3, """{"amount":999999999999999999}"""),
            Event("a", "x", 4, """{"amount":-999999999999999999}"""));

        Assert.Equal(123456789.000000000000000001m, (await SumAsync("amount")).All.Total);
    }

    [Fact]
    public async Task Number_beyond_eighteen_digits_has_no_value_before_the_point_and_is_rounded_behind_it()
    {
        await HasAsync(
            Event("a", "x", 1, """{"amount":1000000000000000000}"""),
            Event("a", "x", 2, """{"amount":1e300}"""),
            Event("a", "x", 3, """{"amount":1.23456789012345678501}"""));

        Assert.Equal(1.23456789012345679m, (await SumAsync("amount")).All.Total);
    }

    [Fact]
    public async Task Unique_actors_leave_out_nobody_and_are_not_the_sum_of_buckets()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "x", 11), Event("a", "y", 12), Event("a", null, 13));

        var answer = await SeriesAsync(Query(Aggregation.UniqueActors, Seconds(0, 20), edges: [0, 10, 20]));

        Assert.Equal([1, 2], answer.All.Points);
        Assert.Equal(2, answer.All.Total);
    }

    [Fact]
    public async Task Objects_flatten_and_a_property_keeps_its_types_apart()
    {
        await HasAsync(
            Event("a", "x", 1, """{"page":{"depth":{"n":3}}}"""), Event("a", "x", 2, """{"page":{"depth":{"n":"3"}}}"""));

        Assert.Equal(1, (await FilteredAsync(Is("page.depth.n", new PropertyValue.Number(3.0m)))).All.Total);
        Assert.Equal(1, (await FilteredAsync(Is("page.depth.n", new PropertyValue.Text("3")))).All.Total);
        Assert.Equal(2, (await FilteredAsync(new EventFilter.Exists("page.depth.n"))).All.Total);
    }

    [Fact]
    public async Task Comparison_of_numbers_is_exact_between_the_places_of_a_column()
    {
        await HasAsync(Event("a", "x", 1, """{"v":1.2}"""), Event("a", "x", 2, """{"v":1.3}"""));

        Assert.Equal(1, (await FilteredAsync(new EventFilter.Compare("v", FilterOperator.Greater, new PropertyValue.Number(1.25m)))).All.Total);
        Assert.Equal(1, (await FilteredAsync(new EventFilter.Compare("v", FilterOperator.LessOrEqual, new PropertyValue.Number(1.25m)))).All.Total);
        Assert.Equal(0, (await FilteredAsync(Is("v", new PropertyValue.Number(1.25m)))).All.Total);
    }

    [Fact]
    public async Task Missing_property_fails_every_comparison_and_passes_its_negation()
    {
        await HasAsync(Event("a", "x", 1), Event("a", null, 2, """{"v":"z"}"""));
        var isZ = Is("v", new PropertyValue.Text("z"));

        Assert.Equal(1, (await FilteredAsync(isZ)).All.Total);
        Assert.Equal(1, (await FilteredAsync(new EventFilter.Not(isZ))).All.Total);
        Assert.Equal(1, (await FilteredAsync(new EventFilter.HasActor())).All.Total);
        Assert.Equal(2, (await FilteredAsync(new EventFilter.And([]))).All.Total);
        Assert.Equal(0, (await FilteredAsync(new EventFilter.Or([]))).All.Total);
    }

    [Fact]
    public async Task Event_names_come_with_their_number_and_span()
    {
        await HasAsync(Event("b", "x", 5), Event("a", "x", 9));
        await HasAsync(Event("b", null, 1), Event("c", "x", 2));

        var names = (await Engine.EventNamesAsync(Here, CancellationToken.None)).Names;

        Assert.Equal(["b", "a", "c"], names.Select(name => name.Name));
        Assert.Equal((2, Start.AddSeconds(1), Start.AddSeconds(5)), (names[0].Count, names[0].FirstSeen, names[0].LastSeen));
    }

    [Fact]
    public async Task Answer_says_how_far_it_has_seen_the_log()
    {
        await HasAsync(Event("a", "x", 5), Event("a", "x", 3));

        var meta = (await CountAsync(TenMinutes)).Meta;

        Assert.Equal((2, Start.AddSeconds(5)), (meta.Watermark, meta.DataThrough));
    }

    [Fact]
    public async Task Position_that_the_log_has_not_reached_is_not_yet_visible()
    {
        var head = await HasAsync(Event("a", "x", 1));

        Assert.Equal(head, (await Engine.WaitForAsync(Here, head, CancellationToken.None)).Value);
        Assert.Equal("NOT_YET_VISIBLE", (await Engine.WaitForAsync(Here, head + 1, CancellationToken.None)).Problem!.Code);
    }

    [Fact]
    public async Task Answer_with_too_many_cells_is_refused()
    {
        await HasAsync([.. Enumerable.Range(0, 250).Select(i => Event("a", "x", i, $$"""{"k":"{{i}}"}"""))]);
        var edges = Enumerable.Range(0, 10_001).Select(i => i / 10.0).ToArray();

        var result = await Engine.SeriesAsync(
            Here,
            [Query(Aggregation.Count, Seconds(0, 1_000), edges: edges, breakdown: new("k", 1_000))],
            CancellationToken.None);

        Assert.Equal("QUERY_TOO_LARGE", result.Problem!.Code);
    }

    [Fact]
    public async Task No_figure_of_one_tenant_shows_at_another()
    {
        await HasAsync(Event("a", "x", 1, """{"k":"secret"}"""), Event("b", "x", 2));
        await HasAsync(There, Event("z", "other", 1));

        var query = Query(Aggregation.Count, TenMinutes, breakdown: new("k", 10));
        var there = (await Engine.SeriesAsync(There, [query], CancellationToken.None)).Value[0];

        Assert.Equal(1, there.All.Total);
        Assert.Null(Assert.Single(there.Groups).Key.Only);
        Assert.Equal("z", Assert.Single((await Engine.EventNamesAsync(There, CancellationToken.None)).Names).Name);
    }

    private Task<SeriesAnswer> CountAsync(TimeRange range, string[]? names = null) =>
        SeriesAsync(SeriesQuery.Create(names ?? [], Aggregation.Count, null, range).Value);

    private Task<SeriesAnswer> SumAsync(string property) =>
        SeriesAsync(SeriesQuery.Create([], Aggregation.Sum, property, TenMinutes).Value);

    private Task<SeriesAnswer> FilteredAsync(EventFilter filter) =>
        SeriesAsync(SeriesQuery.Create([], Aggregation.Count, null, TenMinutes, filter: filter).Value);

    private static SeriesQuery Query(
        Aggregation aggregation, TimeRange range, double[]? edges = null, SeriesBreakdown? breakdown = null) =>
        SeriesQuery.Create(
            [], aggregation, null, range, edges?.Select(edge => Start.AddSeconds(edge)).ToImmutableArray(),
            breakdown: breakdown).Value;
}
