using Analytics.Domain.Cohorts;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about lifecycle and stickiness that hold for every engine.</summary>
public abstract class LifecycleContract(EngineUnderTest engine) : EngineContract(engine)
{
    private const double Day = 86_400;

    private static readonly LifecycleQuery _daily = new() { Range = Days(0, 4), Period = Interval.Day };

    [Fact]
    public async Task Actors_are_new_then_return_rest_and_are_resurrected()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 5), Event("b", "x", 1 * Day), Event("a", "x", 3 * Day),
            Event("a", "y", 1 * Day + 1), Event("a", null, 2 * Day));

        var periods = (await AskAsync(_daily)).Periods;

        Assert.Equal(
            [
                new LifecycleCount(Start, 1, 0, 0, 0),
                new LifecycleCount(Start.AddDays(1), 1, 1, 0, 0),
                new LifecycleCount(Start.AddDays(2), 0, 0, 0, 2),
                new LifecycleCount(Start.AddDays(3), 0, 0, 1, 0),
            ],
            periods);
    }

    [Fact]
    public async Task Activity_before_the_range_is_known()
    {
        await HasAsync(
            Event("a", "returns", -1 * Day), Event("a", "returns", 1), Event("a", "rests", -1),
            Event("a", "comes back", -400 * Day), Event("a", "comes back", 2), Event("a", "new", 3));

        Assert.Equal(new LifecycleCount(Start, 1, 1, 1, 1), (await AskAsync(_daily)).Periods[0]);
    }

    [Fact]
    public async Task A_first_period_that_the_range_cuts_looks_back_over_all_of_the_one_before()
    {
        await HasAsync(
            Event("a", "new", 1 * Day), Event("a", "new", 3 * Day), Event("a", "returns", -6 * Day), Event("a", "returns", 3 * Day),
            Event("a", "rests", -6 * Day), Event("a", "rests", 1 * Day), Event("a", "next week", 1 * Day), Event("a", "next week", 8 * Day));
        var query = new LifecycleQuery { Range = Days(2, 9), Period = Interval.Week };

        var periods = (await AskAsync(query)).Periods;

        Assert.Equal(new LifecycleCount(Start.AddDays(2), 1, 1, 0, 1), periods[0]);
        Assert.Equal(new LifecycleCount(Start.AddDays(7), 0, 1, 0, 3), periods[1]);
    }

    [Fact]
    public async Task Only_what_counts_as_activity_makes_a_stage()
    {
        await HasAsync(
            Event("open", "x", 1), Event("buy", "x", 1 * Day, """{"k":1}"""), Event("buy", "y", 1, """{"k":2}"""), Event("buy", "y", 2 * Day, """{"k":1}"""));

        var bought = await AskAsync(_daily with { Activity = new EventSelector(["buy"]) });
        var filtered = await AskAsync(_daily with { Filter = Is("k", new PropertyValue.Number(1)) });
        var members = await AskAsync(_daily with { Cohort = new CohortCriteria.Members(["y"]) });

        Assert.Equal([1, 1, 0, 0], bought.Periods.Select(period => period.New));
        Assert.Equal([0, 1, 1, 0], filtered.Periods.Select(period => period.New));
        Assert.Equal([0, 0, 1, 0], members.Periods.Select(period => period.Resurrecting));
        Assert.Equal([1, 0, 0, 0], members.Periods.Select(period => period.New));
    }

    [Fact]
    public async Task Periods_are_those_of_the_zone()
    {
        // 23:30 of the first in Berlin, and half past midnight of the second.
        await HasAsync(Event("a", "x", 22.5 * 3_600), Event("a", "x", 23.5 * 3_600));

        var query = _daily with { Range = Days(0, 2) };

        Assert.Equal([1, 0], (await AskAsync(query)).Periods.Select(period => period.New));
        Assert.Equal([0, 1, 0], (await AskAsync(query with { Calendar = In("Europe/Berlin") })).Periods.Select(period => period.Returning));
    }

    [Fact]
    public async Task Stickiness_counts_distinct_local_days_of_each_period()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 2), Event("a", "x", 1 * Day), Event("b", "x", 6 * Day), Event("a", "y", 6 * Day),
            Event("a", "y", 7 * Day), Event("a", "z", -1), Event("a", null, 3 * Day));
        var query = new StickinessQuery { Range = Days(0, 9), Period = Interval.Week };

        var periods = (await AskAsync(query)).Periods;

        Assert.Equal([Start, Start.AddDays(7)], periods.Select(period => period.Start));
        Assert.Equal([1, 0, 1, 0, 0, 0, 0], periods[0].Actors);
        Assert.Equal([1, 0], periods[1].Actors);
    }

    [Fact]
    public async Task Stickiness_has_the_days_of_a_zone_whose_clocks_change()
    {
        // 31 March 2024 has 23 hours in Berlin, 22:00 UTC begins the day after.
        await HasAsync(Event("a", "x", (90 * Day) - 1), Event("a", "x", (90 * Day) + (21.9 * 3_600)), Event("a", "x", (90 * Day) + (22 * 3_600)));
        var query = new StickinessQuery
        {
            Range = Days(85, 95), Period = Interval.Month, Calendar = In("Europe/Berlin"), Activity = new EventSelector(["a"]),
        };

        var periods = (await AskAsync(query)).Periods;

        Assert.Equal([6, 5], periods.Select(period => period.Actors.Length));
        Assert.Equal([1L, 1L], periods.Select(period => period.Actors[0]));
    }

    [Fact]
    public async Task Nobodys_past_of_another_tenant_counts()
    {
        await HasAsync(There, Event("a", "x", -1));
        await HasAsync(Event("a", "x", 1));

        Assert.Equal(new LifecycleCount(Start, 1, 0, 0, 0), (await AskAsync(_daily)).Periods[0]);
        Assert.Equal(0, (await Engine.LifecycleAsync(There, _daily, CancellationToken.None)).Value.Periods[0].New);
    }
}
