using Analytics.Domain.Cohorts;
using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about distributions that hold for every engine.</summary>
public abstract class DistributionsContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly TimeBetweenQuery _viewToBuy = new()
    {
        Range = TenMinutes, From = new(["view"]), To = new(["buy"]), Edges = [10, 60],
    };

    private static readonly EventsPerActorQuery _buys = new() { Range = TenMinutes, Events = new(["buy"]), Edges = [2, 3] };

    [Fact]
    public async Task Every_start_has_the_time_to_the_next_end_of_its_actor()
    {
        await HasAsync(
            Event("view", "x", 0), Event("view", "x", 4), Event("list", "x", 5), Event("buy", "x", 10), Event("buy", "x", 11),
            Event("view", "x", 20), Event("view", "y", 7), Event("buy", "y", 107.5), Event("buy", "z", 1),
            Event("view", null, 1), Event("buy", null, 2));

        var all = (await AskAsync(_viewToBuy)).All;

        // 6, 10 and 100.5 seconds; x's last view came to nothing.
        Assert.Equal((3, 2, 1, 116.5m), (all.Count, all.Actors, all.Unfinished, all.Sum));
        Assert.Equal((10m, 82.4m, 6m, 100.5m), (all.Median, all.P90, all.Minimum, all.Maximum));
        Assert.Equal([1, 1, 1], all.Buckets);
    }

    [Fact]
    public async Task Time_from_an_event_to_the_next_one_of_the_same_name()
    {
        await HasAsync(
            Event("buy", "x", 0), Event("buy", "x", 5), Event("buy", "x", 15), Event("buy", "y", 1),
            Event("buy", "x", 15, sequence: 1));

        var all = (await AskAsync(_viewToBuy with { From = new(["buy"]) })).All;

        Assert.Equal((3, 2, 0m, 10m), (all.Count, all.Unfinished, all.Minimum, all.Maximum));
    }

    [Fact]
    public async Task Window_bounds_the_time_and_an_end_may_lie_behind_the_range()
    {
        await HasAsync(
            Event("view", "x", 590), Event("buy", "x", 620), Event("view", "y", 0), Event("buy", "y", 30.001),
            Event("view", "z", 600), Event("buy", "z", 601));

        var half = (await AskAsync(_viewToBuy with { Window = TimeSpan.FromSeconds(30) })).All;
        var any = (await AskAsync(_viewToBuy)).All;

        Assert.Equal((1, 1, 30m), (half.Count, half.Unfinished, half.Sum));
        Assert.Equal((2, 0, 60.001m), (any.Count, any.Unfinished, any.Sum));
    }

    [Fact]
    public async Task Times_are_split_by_a_property_of_their_start()
    {
        await HasAsync(
            Event("view", "x", 0, """{"by":"ad"}"""), Event("view", "x", 1, """{"by":"mail"}"""), Event("buy", "x", 3, """{"by":"shop"}"""),
            Event("view", "y", 0, """{"by":"ad"}"""), Event("view", "y", 5), Event("view", "z", 0, """{"by":"web"}"""));
        var answer = await AskAsync(_viewToBuy with { Breakdown = new SeriesBreakdown("by", 2) });

        Assert.Equal(
            [("ad", 1L, 1L, 3m), ("mail", 1, 0, 2), (null, 0, 1, 0)],
            answer.Groups.Select(group => (group.Key.Only, group.Figures.Count, group.Figures.Unfinished, group.Figures.Sum)));
        Assert.Equal((0, 1), (answer.Other!.Count, answer.Other.Unfinished));
        Assert.Equal((2, 3), (answer.All.Count, answer.All.Unfinished));
    }

    [Fact]
    public async Task Every_actor_counts_once_with_the_number_of_his_events()
    {
        await HasAsync(
            Event("buy", "x", 0), Event("buy", "x", 1), Event("buy", "x", 2), Event("buy", "x", 700), Event("buy", "y", 3),
            Event("buy", "z", 4), Event("view", "u", 5), Event("buy", null, 6));

        var all = (await AskAsync(_buys)).All;

        Assert.Equal((3, 0, 5m), (all.Count, all.Unfinished, all.Sum));
        Assert.Equal((1m, 2.6m, 1m, 3m), (all.Median, all.P90, all.Minimum, all.Maximum));
        Assert.Equal([2, 0, 1], all.Buckets);
    }

    [Fact]
    public async Task Values_of_an_actor_add_up_exactly()
    {
        await HasAsync(
            Event("buy", "x", 0, """{"total":0.1}"""), Event("buy", "x", 1, """{"total":0.2}"""),
            Event("buy", "y", 2, """{"total":-5.5}"""), Event("buy", "z", 3, """{"total":"much"}"""));

        var all = (await AskAsync(_buys with { Property = "total", Edges = [0, 0.3m] })).All;

        Assert.Equal((3, -5.2m, 0m), (all.Count, all.Sum, all.Median));
        Assert.Equal([1, 1, 1], all.Buckets);
    }

    [Fact]
    public async Task Actor_counts_in_each_group_and_once_in_the_rest()
    {
        await HasAsync(
            Event("buy", "x", 0, """{"k":"a"}"""), Event("buy", "x", 1, """{"k":"b"}"""), Event("buy", "x", 2, """{"k":"c"}"""),
            Event("buy", "x", 3, """{"k":"a"}"""), Event("buy", "y", 3, """{"k":"a"}"""));

        var answer = await AskAsync(_buys with { Breakdown = new SeriesBreakdown("k", 1) });

        Assert.Equal((2, 5m), (answer.All.Count, answer.All.Sum));
        var shown = Assert.Single(answer.Groups);
        Assert.Equal(("a", 2L, 3m), (shown.Key.Only, shown.Figures.Count, shown.Figures.Sum));
        Assert.Equal((1, 2m), (answer.Other!.Count, answer.Other.Sum));
    }

    [Fact]
    public async Task Nothing_is_null_and_not_zero()
    {
        await HasAsync(Event("view", "x", 0));

        var all = (await AskAsync(_buys)).All;

        Assert.Equal((0, 0m, null, null), (all.Count, all.Sum, all.Median, all.Maximum));
        Assert.Equal([0, 0, 0], all.Buckets);
    }

    [Fact]
    public async Task Filters_cohorts_and_tags_choose_events_and_actors()
    {
        await HasAsync(
            Event("view", "x", 0, """{"k":1}"""), Event("buy", "x", 1), Event("buy", "x", 2, """{"k":1}"""),
            Event("view", "y", 0, """{"k":1}"""), Event("buy", "y", 9, """{"k":1}"""));

        var filtered = _viewToBuy with { Filter = Is("k", new PropertyValue.Number(1)) };
        Assert.Equal(11m, (await AskAsync(filtered)).All.Sum);
        Assert.Equal(9m, (await AskAsync(filtered with { Cohort = new CohortCriteria.Members(["y"]) })).All.Sum);
        Assert.Equal(1, (await AskAsync(_buys with { Cohort = new CohortCriteria.Members(["y"]) })).All.Count);
    }

    [Fact]
    public async Task Return_is_the_first_activity_after_a_silence_also_one_that_began_before_the_range()
    {
        await HasAsync(
            Event("visit", "x", 0), Event("visit", "x", 100, """{"by":"ad"}"""), Event("visit", "x", 150), Event("visit", "x", 300, """{"by":"ad"}"""),
            Event("visit", "y", 0), Event("visit", "y", 99.999, """{"by":"ad"}"""), Event("visit", "z", 220), Event("visit", null, 200),
            Event("visit", "u", 0), Event("other", "u", 50), Event("visit", "u", 200, """{"by":"mail"}"""), Event("visit", "v", 0),
            Event("visit", "v", 700));
        var query = new ReactivationQuery
        {
            Range = Seconds(50, 600), Activity = new(["visit"]), Idle = TimeSpan.FromSeconds(100), Edges = [160, 1_000],
        };

        var answer = await AskAsync(query with { Breakdown = new SeriesBreakdown("by", 5) });

        Assert.Equal((3, 2, 0, 450m, 150m), (answer.All.Count, answer.All.Actors, answer.All.Unfinished, answer.All.Sum, answer.All.Median));
        Assert.Equal([2, 1, 0], answer.All.Buckets);
        Assert.Equal(
            [("ad", 2L, 1L), ("mail", 1, 1)],
            answer.Groups.Select(group => (group.Key.Only, group.Figures.Count, group.Figures.Actors)));
        // Other events are activity where any event is.
        Assert.Equal(3, (await AskAsync(query with { Activity = EventSelector.Any })).All.Count);
        Assert.Equal(2, (await AskAsync(query with { Range = Seconds(101, 600) })).All.Count);
        Assert.Equal(1, (await AskAsync(query with { Cohort = new CohortCriteria.Members(["u"]) })).All.Count);
    }

    [Fact]
    public async Task Nothing_of_another_tenant_counts()
    {
        await HasAsync(There, Event("view", "x", 0), Event("buy", "x", 1), Event("buy", "x", 2));
        await HasAsync(Event("view", "x", 0), Event("buy", "x", 5));

        Assert.Equal((1, 5m), (await AskAsync(_viewToBuy)).All is var times ? (times.Count, times.Sum) : default);
        Assert.Equal(1m, (await AskAsync(_buys)).All.Sum);
        Assert.Equal(
            5m,
            (await AskAsync(new ReactivationQuery { Range = TenMinutes, Idle = TimeSpan.FromSeconds(1) })).All.Maximum);
    }

    private async Task<DistributionAnswer> AskAsync(ReactivationQuery query) =>
        (await Engine.ReactivationAsync(Here, query, CancellationToken.None)).Value;

    private async Task<DistributionAnswer> AskAsync(TimeBetweenQuery query) =>
        (await Engine.TimeBetweenAsync(Here, query, CancellationToken.None)).Value;

    private async Task<DistributionAnswer> AskAsync(EventsPerActorQuery query) =>
        (await Engine.EventsPerActorAsync(Here, query, CancellationToken.None)).Value;
}
