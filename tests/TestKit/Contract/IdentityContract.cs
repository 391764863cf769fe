using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about who is who: merges, splits, robots, erasure. Each looks at funnels, sessions and actors.</summary>
public abstract class IdentityContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Merge_makes_two_ids_one_actor_for_past_and_future()
    {
        await HasAsync(Event("a", "anonymous", 1), Event("b", "user", 2));
        Assert.Equal((2, 2, 2, 0), await FiguresAsync());

        await HasAsync(Merge("anonymous", "user"));
        Assert.Equal((2, 1, 1, 1), await FiguresAsync());

        await HasAsync(Event("b", "anonymous", 3), Event("c", "other", 1));
        Assert.Equal((4, 2, 2, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Merge_may_come_before_the_events()
    {
        await HasAsync(Merge("anonymous", "user"));
        await HasAsync(Event("a", "anonymous", 1), Event("b", "user", 2));

        Assert.Equal((2, 1, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Chain_of_merges_ends_at_the_last_and_holds_in_any_order()
    {
        await HasAsync(Event("a", "p", 1), Event("a", "q", 2), Event("b", "r", 3), Merge("p", "q"));
        await HasAsync(Merge("q", "r"));

        Assert.Equal((3, 1, 1, 1), await FiguresAsync());

        await HasAsync(Split("q"));
        Assert.Equal((3, 2, 2, 0), await FiguresAsync());   // p stays with q
    }

    [Fact]
    public async Task Split_gives_back_exactly_what_there_was()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "y", 2), Event("c", "y", 3));
        var before = await FiguresAsync();
        await HasAsync(Merge("x", "y"));
        await HasAsync(Split("x"));

        Assert.Equal(before, await FiguresAsync());

        await HasAsync(Split("x"), Split("never"), Merge("x", "y"), Event("b", "x", 5));
        Assert.Equal((4, 1, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Second_person_on_a_device_takes_nobodys_past_along()
    {
        await HasAsync(
            Event("a", "device", 1), Event("b", "first", 2), Event("b", "second", 3), Merge("device", "first"), Merge("device", "second"));

        Assert.Equal((3, 2, 2, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Merge_into_oneself_or_in_a_circle_changes_nothing()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "y", 2), Merge("x", "x"), Merge("x", "y"), Merge("y", "x"), Event("a", "z", 1));

        Assert.Equal((3, 2, 2, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Ties_of_two_ids_are_ordered_by_sequence_then_by_id_after_a_merge()
    {
        await HasAsync(
            Event("b", "x", 1, sequence: 2, id: "p"), Event("a", "y", 1, sequence: 1, id: "q"),
            Event("b", "u", 1, id: "s"), Event("a", "v", 1, id: "r"), Event("a", "w", 1, id: "t"), Merge("x", "y"), Merge("u", "v"), Merge("w", "u"));

        Assert.Equal((5, 2, 2, 2), await FiguresAsync());
    }

    [Fact]
    public async Task Robot_is_left_out_unless_it_is_asked_for_and_may_be_cleared()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 2), Event("a", "bot", 1), Event("a", null, 1), Event("a", null, 2) with { IsBot = true });
        Assert.Equal((4, 2, 2, 1), await FiguresAsync());

        await HasAsync(Bot("bot"));
        Assert.Equal((3, 1, 1, 1), await FiguresAsync());
        Assert.Equal((5, 2, 2, 1), await FiguresAsync(includeBots: true));

        await HasAsync(Event("b", "bot", 3));
        Assert.Equal((3, 1, 1, 1), await FiguresAsync());

        await HasAsync(Bot("bot", isBot: false));
        Assert.Equal((5, 2, 2, 2), await FiguresAsync());
    }

    [Fact]
    public async Task Robots_tag_stays_with_the_id_that_has_it()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "bot", 2), Bot("bot"), Merge("bot", "x"));
        Assert.Equal((1, 1, 1, 0), await FiguresAsync());
        Assert.Equal((2, 1, 1, 1), await FiguresAsync(includeBots: true));

        await HasAsync(Split("bot"), Merge("x", "bot"), Event("b", "x", 3));
        Assert.Equal((2, 1, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task What_is_decided_of_an_id_holds_over_what_its_events_were_collected_as()
    {
        await HasAsync(
            Event("a", "x", 1) with { IsBot = true }, Event("b", "x", 2), Event("a", "y", 1), Event("b", null, 1) with { IsBot = true });
        Assert.Equal((2, 2, 2, 0), await FiguresAsync());

        await HasAsync(Bot("x", isBot: false), Event("b", "x", 3) with { IsBot = true });
        Assert.Equal((4, 2, 2, 1), await FiguresAsync());
        Assert.Equal((5, 2, 2, 1), await FiguresAsync(includeBots: true));

        await HasAsync(Merge("x", "y"), Bot("y"));
        Assert.Equal((3, 1, 1, 1), await FiguresAsync());

        await HasAsync(Bot("x", isBot: null));
        Assert.Equal((1, 1, 1, 0), await FiguresAsync());
    }

    [Fact]
    public async Task Robots_event_lies_between_no_steps()
    {
        await HasAsync(Event("a", "x", 1), Event("c", "x", 1.5) with { IsBot = true }, Event("b", "x", 2));

        Assert.Equal(1, await ConvertedAsync(FunnelOrder.Strict, includeBots: false));
        Assert.Equal(0, await ConvertedAsync(FunnelOrder.Strict, includeBots: true));
    }

    [Fact]
    public async Task Erased_actor_is_gone_from_every_answer_at_once()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"secret"}"""), Event("b", "x", 2), Event("only", "x", 3), Event("a", "y", 1), Change("x", 1, """{"p":1}"""));
        await HasAsync(Erase("x"));

        Assert.Equal((1, 1, 1, 0), await FiguresAsync());
        Assert.Equal((1, 1, 1, 0), await FiguresAsync(includeBots: true));
        Assert.Equal(["a"], (await Engine.EventNamesAsync(Here, CancellationToken.None)).Names.Select(name => name.Name));
        var groups = await SeriesAsync(Query(Aggregation.Count, includeBots: false) with { Breakdown = new("k", 5) });
        Assert.Null(Assert.Single(groups.Groups).Key.Only);
    }

    [Fact]
    public async Task Erasing_one_id_of_an_actor_takes_its_merges_away()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "y", 2), Event("c", "z", 3), Merge("x", "y"), Merge("y", "z"), Erase("y"));

        Assert.Equal((2, 2, 2, 0), await FiguresAsync());

        await HasAsync(Merge("x", "y"), Merge("x", "z"), Event("b", "z", 4));
        Assert.Equal((3, 1, 1, 1), await FiguresAsync());
    }

    [Fact]
    public async Task Names_are_those_of_people()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "bot", 2), Bot("bot"), Event("c", "x", 3) with { IsBot = true });

        Assert.Equal(["a"], (await Engine.EventNamesAsync(Here, CancellationToken.None)).Names.Select(name => name.Name));
    }

    [Fact]
    public async Task One_tenants_merge_is_not_anothers()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "y", 2));
        await HasAsync(There, Event("a", "x", 1), Merge("x", "y"), Erase("y"), Bot("x"));

        Assert.Equal((2, 2, 2, 0), await FiguresAsync());
    }

    // Events, actors, sessions, and actors who did a and then b.
    private async Task<(decimal? Events, decimal? Actors, decimal? Sessions, long Converted)> FiguresAsync(bool includeBots = false) => (
        (await SeriesAsync(Query(Aggregation.Count, includeBots))).All.Total,
        (await SeriesAsync(Query(Aggregation.UniqueActors, includeBots))).All.Total,
        (await SeriesAsync(Query(Aggregation.UniqueSessions, includeBots))).All.Total,
        await ConvertedAsync(FunnelOrder.Sequential, includeBots));

    private async Task<long> ConvertedAsync(FunnelOrder order, bool includeBots) => (await AskAsync(new FunnelDefinition
    {
        Steps = [new(null, ["a"], null), new(null, ["b"], null)], Range = TenMinutes, Order = order, IncludeBots = includeBots,
    })).Steps[1].Count;

    private static SeriesQuery Query(Aggregation aggregation, bool includeBots) => new()
    {
        Range = TenMinutes, Measure = new Measure(EventSelector.Any, aggregation), IncludeBots = includeBots,
    };
}
