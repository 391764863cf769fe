using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about several questions that see one state of the log.</summary>
public abstract class HeldStateContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly SeriesQuery _actors = new()
    {
        Range = TenMinutes, Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors),
    };

    private static readonly SeriesQuery _events = _actors with { Measure = new Measure(EventSelector.Any, Aggregation.Count) };

    private static readonly FunnelDefinition _funnel = new()
    {
        Range = TenMinutes, Steps = [new(null, ["a"], null), new(null, ["b"], null)],
    };

    [Fact]
    public async Task What_comes_meanwhile_is_in_no_answer_of_a_held_state()
    {
        var position = await HasAsync(Event("a", "x", 1), Event("a", "y", 2));
        using var held = (await Engine.HoldAsync(Here, CancellationToken.None)).Value;
        Assert.Equal(position, held.Watermark);
        Assert.Equal((2, 2, 0), await AskAsync(held.Engine, Here));

        var grown = await HasAsync(Event("b", "x", 3), Merge("y", "x"), Event("a", "z", 4));

        Assert.Equal((2, 2, 0), await AskAsync(held.Engine, Here));
        Assert.Equal((2, 4, 1), await AskAsync(Engine, Here));
        var answer = (await held.Engine.FunnelAsync(Here, _funnel, CancellationToken.None)).Value;
        Assert.Equal(position, answer.Meta.Watermark);
        var newest = (await held.Engine.FunnelAsync(Here, _funnel with { AsOf = grown }, CancellationToken.None)).Value;
        Assert.Equal((grown, 1), (newest.Meta.Watermark, newest.Steps[1].Count));
    }

    [Fact]
    public async Task A_series_is_the_same_alone_and_beside_others_whoever_asked_first()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "x", 2), Event("b", "y", 3));
        var alone = (await Engine.SeriesAsync(Here, [_events], CancellationToken.None)).Value;
        var together = (await Engine.SeriesAsync(Here, [_actors, _events, _actors], CancellationToken.None)).Value;

        Assert.Equal([3m], alone.Select(answer => answer.All.Total));
        Assert.Equal([2m, 3m, 2m], together.Select(answer => answer.All.Total));
        await HasAsync(Event("b", "z", 4));
        Assert.Equal(
            [4m, 3m], (await Engine.SeriesAsync(Here, [_events, _actors], CancellationToken.None)).Value.Select(answer => answer.All.Total));
    }

    [Fact]
    public async Task Another_tenants_questions_are_answered_from_its_own_log()
    {
        await HasAsync(Event("a", "x", 1));
        await HasAsync(There, Event("a", "u", 1), Event("a", "v", 2), Event("b", "v", 3));
        using var held = (await Engine.HoldAsync(Here, CancellationToken.None)).Value;

        Assert.Equal((1, 1, 0), await AskAsync(held.Engine, Here));
        Assert.Equal((2, 3, 1), await AskAsync(held.Engine, There));
    }

    private static async Task<(decimal? Actors, decimal? Events, long Converted)> AskAsync(
        IEventAnalytics asked, Domain.Tenancy.TenantScope tenant)
    {
        var series = (await asked.SeriesAsync(tenant, [_actors, _events], CancellationToken.None)).Value;
        var funnel = (await asked.FunnelAsync(tenant, _funnel, CancellationToken.None)).Value;
        return (series[0].All.Total, series[1].All.Total, funnel.Steps[1].Count);
    }
}
