using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit;

/// <summary>What every engine answers to the same events: figures that can be checked by hand.</summary>
public abstract class EventAnalyticsContract
{
    private static readonly TimeRange _tenMinutes = Seconds(0, 600);

    /// <summary>The engine under test.</summary>
    protected abstract IEventAnalytics Engine { get; }

    /// <summary>The tenant whose events are asked for; its sessions end after 30 minutes.</summary>
    protected abstract TenantScope Here { get; }

    /// <summary>Another tenant.</summary>
    protected abstract TenantScope There { get; }

    /// <summary>Writes events to the log that the engine reads.</summary>
    /// <returns>The log's head.</returns>
    protected abstract Task<long> AppendAsync(TenantScope tenant, params LoggedEvent[] events);

    [Fact]
    public async Task Empty_tenant_counts_nothing()
    {
        var answer = await CountAsync(_tenMinutes);

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

        Assert.Equal(2, (await CountAsync(_tenMinutes, ["a", "c", "unknown"])).All.Total);
        Assert.Equal(0, (await CountAsync(_tenMinutes, ["unknown"])).All.Total);
        Assert.Equal(3, (await CountAsync(_tenMinutes)).All.Total);
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

    [Theory]
    [InlineData(1_800, 1)]
    [InlineData(1_800.001, 2)]
    public async Task Session_ends_after_a_gap_of_more_than_thirty_minutes(double second, int sessions)
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", second), Event("a", null, 5));

        Assert.Equal(sessions, (await SessionsAsync(Seconds(0, 7_200))).All.Total);
    }

    [Fact]
    public async Task Events_of_other_names_keep_a_session_going()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 1_500), Event("a", "x", 3_000));

        Assert.Equal(1, (await SessionsAsync(Seconds(0, 7_200), "a")).All.Total);
    }

    [Fact]
    public async Task Session_of_the_client_decides_and_comes_back_after_another()
    {
        await HasAsync(
            Event("a", "x", 0, session: "s1"),
            Event("a", "x", 10, session: "s2"),
            Event("a", "x", 20, session: "s1"),
            Event("a", "x", 9_000, session: "s1"),
            Event("a", "y", 20, session: "s1"));

        Assert.Equal(3, (await SessionsAsync(Seconds(0, 10_000))).All.Total);
    }

    [Fact]
    public async Task Event_without_a_session_goes_on_in_the_one_before_even_from_before_the_range()
    {
        await HasAsync(
            Event("a", "x", 0, session: "s1"),
            Event("a", "x", 100),
            Event("a", "x", 200, session: "s1"));

        Assert.Equal(1, (await SessionsAsync(Seconds(50, 300))).All.Total);
    }

    [Fact]
    public async Task Breakdown_shows_the_highest_groups_and_the_missing_value_apart()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"one"}"""),
            Event("a", "x", 2, """{"k":"two"}"""),
            Event("a", "y", 3, """{"k":"two"}"""),
            Event("a", "z", 4, """{"k":"three"}"""),
            Event("a", "z", 5, """{"k":null}"""),
            Event("a", "z", 6),
            Event("a", "z", 7, """{"k":""}"""));

        var answer = await SeriesAsync(Query(Aggregation.Count, _tenMinutes, breakdown: new("k", 2)));

        Assert.Equal(["two", "", null], answer.Groups.Select(group => group.Key));
        Assert.Equal([2, 1, 2], answer.Groups.Select(group => group.Values.Total));
        Assert.Equal(2, answer.Other!.Total);
        Assert.Equal(5, answer.GroupCount);
    }

    [Fact]
    public async Task Remainder_of_distinct_figures_is_counted_not_added()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"top"}"""),
            Event("a", "y", 2, """{"k":"top"}"""),
            Event("a", "x", 3, """{"k":"b"}"""),
            Event("a", "x", 4, """{"k":"c"}"""));

        var answer = await SeriesAsync(Query(Aggregation.UniqueActors, _tenMinutes, breakdown: new("k", 1)));

        Assert.Equal(2, Assert.Single(answer.Groups).Values.Total);
        Assert.Equal(1, answer.Other!.Total);
        Assert.Equal(2, answer.All.Total);
    }

    [Fact]
    public async Task Keys_that_are_asked_for_are_answered_in_their_order()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"one"}"""), Event("a", "x", 2, """{"k":2.50}"""), Event("a", "x", 3));

        var answer = await SeriesAsync(
            Query(Aggregation.Count, _tenMinutes, breakdown: new("k", 1, ["none", "2.5", "one"])));

        Assert.Equal(["none", "2.5", "one"], answer.Groups.Select(group => group.Key));
        Assert.Equal([0, 1, 1], answer.Groups.Select(group => group.Values.Total));
        Assert.Equal(1, answer.Other!.Total);
    }

    [Fact]
    public async Task Nothing_remains_when_every_group_is_shown()
    {
        await HasAsync(Event("a", "x", 1, """{"k":true}"""), Event("a", "x", 2, """{"k":"true"}"""));

        var answer = await SeriesAsync(Query(Aggregation.Count, _tenMinutes, breakdown: new("k", 10)));

        Assert.Equal(("true", 2), (Assert.Single(answer.Groups).Key, answer.Groups[0].Values.Total));
        Assert.Null(answer.Other);
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

        Assert.Equal(1, (await FilteredAsync(new EventFilter.Compare("v", Comparison.Greater, new PropertyValue.Number(1.25m)))).All.Total);
        Assert.Equal(1, (await FilteredAsync(new EventFilter.Compare("v", Comparison.LessOrEqual, new PropertyValue.Number(1.25m)))).All.Total);
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
    public async Task Funnel_counts_each_actor_once_at_the_furthest_step()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 2), Event("b", "x", 3), Event("c", "x", 5),
            Event("a", "y", 1), Event("c", "y", 2), Event("b", "y", 3),
            Event("b", "z", 1), Event("a", null, 1), Event("b", null, 2));

        var steps = await FunnelAsync(_tenMinutes, 100, "a", "b", "c");

        Assert.Equal([2, 2, 1], steps.Select(step => step.Actors));
        Assert.Null(steps[0].FromPrevious);
        Assert.Equal(TimeSpan.FromSeconds(4), steps[2].FromFirst!.Median);
        Assert.Equal(TimeSpan.FromSeconds(2), steps[2].FromPrevious!.Median);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(9.999, 0)]
    public async Task Window_includes_its_last_instant(double window, int converted)
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 11));

        Assert.Equal(converted, (await FunnelAsync(_tenMinutes, window, "a", "b"))[1].Actors);
    }

    [Fact]
    public async Task One_event_never_serves_two_steps()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "y", 1), Event("a", "y", 2));

        Assert.Equal([2, 1], (await FunnelAsync(_tenMinutes, 100, "a", "a")).Select(step => step.Actors));
    }

    [Theory]
    [InlineData(1L, 2L, "p", "q", 1)]      // sequence decides
    [InlineData(2L, 1L, "p", "q", 0)]
    [InlineData(1L, null, "q", "p", 1)]    // a missing sequence is last
    [InlineData(null, 1L, "p", "q", 0)]
    [InlineData(null, null, "p", "q", 1)]  // then the id, by bytes
    [InlineData(7L, 7L, "q", "p", 0)]
    [InlineData(null, null, "Z", "a", 1)]
    public async Task Same_millisecond_is_ordered_by_sequence_then_by_id(
        long? first, long? second, string firstId, string secondId, int converted)
    {
        await HasAsync(
            Event("b", "x", 1, sequence: second, id: secondId), Event("a", "x", 1, sequence: first, id: firstId));

        Assert.Equal(converted, (await FunnelAsync(_tenMinutes, 100, "a", "b"))[1].Actors);
    }

    [Fact]
    public async Task Later_attempt_wins_when_it_gets_further_and_the_earliest_on_a_tie()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 50), Event("b", "x", 60),
            Event("a", "y", 0), Event("a", "y", 5), Event("b", "y", 8));

        var steps = await FunnelAsync(_tenMinutes, 20, "a", "b");

        Assert.Equal([2, 2], steps.Select(step => step.Actors));
        // x takes 10 seconds from its second attempt, y 8 from its first.
        Assert.Equal(TimeSpan.FromSeconds(9), steps[1].FromFirst!.Mean);
        Assert.Equal(TimeSpan.FromSeconds(9.8), steps[1].FromFirst!.P90);
    }

    [Fact]
    public async Task Next_step_takes_the_earliest_match_and_does_not_go_back()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 1), Event("b", "x", 9), Event("c", "x", 10));

        var steps = await FunnelAsync(_tenMinutes, 100, "a", "b", "c");

        Assert.Equal(TimeSpan.FromSeconds(9), steps[2].FromPrevious!.Median);
    }

    [Theory]
    [InlineData(ConversionsAfterRange.Include, 1)]
    [InlineData(ConversionsAfterRange.Exclude, 0)]
    public async Task Steps_after_the_range_count_as_the_question_says(ConversionsAfterRange after, int converted)
    {
        await HasAsync(Event("a", "x", 9), Event("b", "x", 10), Event("a", "y", 10), Event("b", "y", 11));

        var steps = await FunnelAsync(Funnel(Seconds(0, 10), 100, after, null, Step("a"), Step("b")));

        Assert.Equal([1, converted], steps.Select(step => step.Actors));
    }

    [Fact]
    public async Task Steps_have_conditions_of_their_own_and_one_for_all()
    {
        await HasAsync(
            Event("a", "x", 1, """{"p":1,"web":true}"""), Event("a", "x", 2, """{"p":2,"web":true}"""),
            Event("a", "y", 1, """{"p":1,"web":true}"""), Event("a", "y", 2, """{"p":2,"web":false}"""));

        var steps = await FunnelAsync(Funnel(
            _tenMinutes, 100, ConversionsAfterRange.Include, Is("web", new PropertyValue.Boolean(true)),
            Step("a", Is("p", new PropertyValue.Number(1))), Step("a", Is("p", new PropertyValue.Number(2)))));

        Assert.Equal([2, 1], steps.Select(step => step.Actors));
    }

    [Fact]
    public async Task Late_event_is_put_where_it_happened()
    {
        await HasAsync(Event("b", "x", 5));
        await HasAsync(Event("c", "x", 9));
        await HasAsync(Event("a", "x", 1));

        Assert.Equal([1, 1, 1], (await FunnelAsync(_tenMinutes, 100, "a", "b", "c")).Select(step => step.Actors));
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

        var meta = (await CountAsync(_tenMinutes)).Meta;

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
        var position = await AppendAsync(There, Event("z", "other", 1));
        await Engine.WaitForAsync(There, position, CancellationToken.None);

        var query = Query(Aggregation.Count, _tenMinutes, breakdown: new("k", 10));
        var there = (await Engine.SeriesAsync(There, [query], CancellationToken.None)).Value[0];

        Assert.Equal(1, there.All.Total);
        Assert.Null(Assert.Single(there.Groups).Key);
        Assert.Equal("z", Assert.Single((await Engine.EventNamesAsync(There, CancellationToken.None)).Names).Name);
    }

    private async Task<long> HasAsync(params LoggedEvent[] events)
    {
        var position = await AppendAsync(Here, events);
        Assert.True((await Engine.WaitForAsync(Here, position, CancellationToken.None)).IsSuccess);
        return position;
    }

    private async Task<SeriesAnswer> SeriesAsync(SeriesQuery query) =>
        (await Engine.SeriesAsync(Here, [query], CancellationToken.None)).Value[0];

    private Task<SeriesAnswer> CountAsync(TimeRange range, string[]? names = null) =>
        SeriesAsync(SeriesQuery.Create(names ?? [], Aggregation.Count, null, range).Value);

    private Task<SeriesAnswer> SumAsync(string property) =>
        SeriesAsync(SeriesQuery.Create([], Aggregation.Sum, property, _tenMinutes).Value);

    private Task<SeriesAnswer> SessionsAsync(TimeRange range, params string[] names) =>
        SeriesAsync(SeriesQuery.Create(names, Aggregation.UniqueSessions, null, range).Value);

    private Task<SeriesAnswer> FilteredAsync(EventFilter filter) =>
        SeriesAsync(SeriesQuery.Create([], Aggregation.Count, null, _tenMinutes, filter: filter).Value);

    private async Task<ImmutableArray<FunnelStepCount>> FunnelAsync(FunnelDefinition funnel) =>
        (await Engine.FunnelAsync(Here, funnel, CancellationToken.None)).Value.Steps;

    private Task<ImmutableArray<FunnelStepCount>> FunnelAsync(TimeRange range, double window, params string[] names) =>
        FunnelAsync(Funnel(range, window, ConversionsAfterRange.Include, null, [.. names.Select(name => Step(name))]));

    private static SeriesQuery Query(
        Aggregation aggregation, TimeRange range, double[]? edges = null, SeriesBreakdown? breakdown = null) =>
        SeriesQuery.Create(
            [], aggregation, null, range, edges?.Select(edge => Start.AddSeconds(edge)).ToImmutableArray(),
            breakdown: breakdown).Value;

    private static FunnelDefinition Funnel(
        TimeRange range, double window, ConversionsAfterRange after, EventFilter? filter, params FunnelStepDefinition[] steps) =>
        FunnelDefinition.Create(steps, range, TimeSpan.FromMilliseconds(window * 1_000), after, filter).Value;

    private static FunnelStepDefinition Step(string name, EventFilter? filter = null) => new(null, [name], filter);

    private static EventFilter.Compare Is(string property, PropertyValue value) => new(property, Comparison.Equal, value);

    private static TimeRange Seconds(double from, double to) =>
        TimeRange.Create(Start.AddSeconds(from), Start.AddSeconds(to)).Value;
}
