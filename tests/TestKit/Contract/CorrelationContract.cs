using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about what goes with a goal that hold for every engine.</summary>
public abstract class CorrelationContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly CorrelationQuery _buy = new() { Range = TenMinutes, Goal = new(["buy"]) };

    [Fact]
    public async Task Only_what_was_done_before_the_first_goal_counts()
    {
        await HasAsync(
            Event("search", "x", 0), Event("search", "x", 1), Event("buy", "x", 2), Event("review", "x", 3), Event("buy", "x", 4),
            Event("buy", "y", 0), Event("search", "y", 1),
            Event("review", "z", 0), Event("search", "z", 5),
            Event("search", null, 0), Event("buy", null, 1));

        var answer = await AskAsync(_buy);

        Assert.Equal((3, 2), (answer.Actors, answer.Converted));
        Assert.Equal([new("search", 2, 1), new("review", 1, 0)], answer.Events);
    }

    [Fact]
    public async Task Named_events_are_answered_in_their_order_also_when_nobody_did_them()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 0.5), Event("buy", "x", 1), Event("a", "y", 2));

        Assert.Equal(
            [new("never", 0, 0), new("b", 1, 1), new("a", 2, 1), new("buy", 0, 0)],
            (await AskAsync(_buy with { Events = ["never", "b", "a", "buy"] })).Events);
    }

    [Fact]
    public async Task Most_actors_come_first_then_the_name_up_to_the_limit()
    {
        await HasAsync(
            Event("c", "x", 0), Event("b", "x", 1), Event("a", "x", 2), Event("b", "y", 1), Event("d", "y", 1), Event("b", "y", 1));

        Assert.Equal(["b", "a"], (await AskAsync(_buy with { Limit = 2 })).Events.Select(one => one.Name));
    }

    [Fact]
    public async Task Range_filter_and_cohort_choose_who_is_compared()
    {
        await HasAsync(
            Event("a", "x", -5), Event("b", "x", 1, """{"k":1}"""), Event("buy", "x", 2, """{"k":1}"""),
            Event("a", "y", 0, """{"k":1}"""), Event("buy", "y", 1), Event("buy", "z", 601));

        var all = await AskAsync(_buy);
        var filtered = await AskAsync(_buy with { Filter = Is("k", new PropertyValue.Number(1)) });
        var one = await AskAsync(_buy with { Cohort = new CohortCriteria.Members(["y", "z"]) });

        Assert.Equal((2, 2), (all.Actors, all.Converted));
        Assert.Equal([new("a", 1, 1), new("b", 1, 1)], all.Events);
        Assert.Equal((2, 1), (filtered.Actors, filtered.Converted));
        Assert.Equal([new("a", 1, 0), new("b", 1, 1)], filtered.Events);
        Assert.Equal((1, 1), (one.Actors, one.Converted));
    }

    [Fact]
    public async Task Nothing_of_another_tenant_counts()
    {
        await HasAsync(There, Event("secret", "x", 0), Event("buy", "x", 1));
        await HasAsync(Event("a", "x", 0));

        var answer = await AskAsync(_buy with { Limit = 50 });

        Assert.Equal((1, 0), (answer.Actors, answer.Converted));
        Assert.Equal([new("a", 1, 0)], answer.Events);
    }

    private async Task<CorrelationAnswer> AskAsync(CorrelationQuery query) =>
        (await Engine.CorrelationAsync(Here, query, CancellationToken.None)).Value;
}
