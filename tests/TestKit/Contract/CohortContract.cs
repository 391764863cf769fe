using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about who belongs to a cohort, and about cohorts as a filter.</summary>
public abstract class CohortContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Theory]
    [InlineData(CountComparison.AtLeast, 2, new[] { "y", "z" })]
    [InlineData(CountComparison.AtLeast, 0, new[] { "u", "x", "y", "z" })]
    [InlineData(CountComparison.AtMost, 1, new[] { "u", "x" })]
    [InlineData(CountComparison.AtMost, 0, new[] { "u" })]
    [InlineData(CountComparison.Exactly, 2, new[] { "y" })]
    [InlineData(CountComparison.Exactly, 0, new[] { "u" })]
    public async Task Actors_belong_by_how_often_they_did_something(CountComparison comparison, int times, string[] members)
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "y", 1), Event("a", "y", 2), Event("a", "z", 1), Event("a", "z", 2),
            Event("a", "z", 3), Event("b", "u", 1), Event("a", null, 1), Event("a", null, 2));

        Assert.Equal(members, await MembersAsync(Did(comparison, times, "a")));
    }

    [Fact]
    public async Task Window_of_what_was_done_is_half_open_and_conditions_count()
    {
        await HasAsync(
            Event("a", "x", 10), Event("a", "y", 9.999), Event("a", "z", 20), Event("a", "u", 15), Event("a", "v", 19.999, """{"p":1}"""));

        var did = new CohortCriteria.Did(new EventSelector(["a"]), CountComparison.AtLeast, 1, Seconds(10, 20));

        Assert.Equal(["u", "v", "x"], await MembersAsync(did));
        Assert.Equal(["v"], await MembersAsync(did with { Events = new(["a"], new EventFilter.Exists("p")) }));
        Assert.Equal(["y", "z"], await MembersAsync(did with { Comparison = CountComparison.AtMost, Times = 0 }));
    }

    [Fact]
    public async Task Criteria_combine_and_a_negation_is_of_everybody_with_an_event()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("a", "y", 1), Event("b", "z", 1), Event("c", "u", 1), Event("c", null, 1),
            Change("w", 1, """{"plan":"pro"}"""));
        var (a, b) = (Did(CountComparison.AtLeast, 1, "a"), Did(CountComparison.AtLeast, 1, "b"));

        Assert.Equal(["x"], await MembersAsync(new CohortCriteria.And([a, b])));
        Assert.Equal(["x", "y", "z"], await MembersAsync(new CohortCriteria.Or([a, b])));
        Assert.Equal(["u", "z"], await MembersAsync(new CohortCriteria.Not(a)));
        Assert.Equal(["y"], await MembersAsync(new CohortCriteria.And([a, new CohortCriteria.Not(b)])));
        Assert.Equal(["u", "x", "y", "z"], await MembersAsync(new CohortCriteria.And([])));
        Assert.Empty(await MembersAsync(new CohortCriteria.Or([])));
    }

    [Fact]
    public async Task First_seen_is_the_first_event_of_all()
    {
        await HasAsync(
            Event("a", "x", 5), Event("a", "x", 15), Event("a", "y", 10), Event("a", "z", 20), Event("a", "u", 19.999));
        await HasAsync(Event("a", "u", 1));

        Assert.Equal(["y"], await MembersAsync(new CohortCriteria.FirstSeen(Seconds(10, 20))));
    }

    [Fact]
    public async Task Property_of_the_actor_is_taken_as_it_is_now()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "y", 1), Event("a", "z", 1, """{"plan":"pro"}"""), Change("x", 5, """{"plan":"pro"}"""),
            Change("y", 5, """{"plan":"pro"}"""), Change("y", 6, """{"plan":"free"}"""));

        Assert.Equal(["x"], await MembersAsync(new CohortCriteria.HasProperty(Is(Current("plan"), "pro"))));
        Assert.Equal(
            ["y", "z"], await MembersAsync(new CohortCriteria.HasProperty(new EventFilter.Not(Is(Current("plan"), "pro")))));
    }

    [Fact]
    public async Task Step_of_a_funnel_is_reached_or_dropped_off()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("c", "x", 3), Event("a", "y", 1), Event("b", "y", 2),
            Event("a", "z", 1), Event("b", "u", 1));

        Assert.Equal(["x", "y", "z"], await MembersAsync(new CohortCriteria.FunnelStep(Funnel(), 0)));
        Assert.Equal(["x", "y"], await MembersAsync(new CohortCriteria.FunnelStep(Funnel(), 1)));
        Assert.Equal(["z"], await MembersAsync(new CohortCriteria.FunnelStep(Funnel(), 1, DroppedOff: true)));
        Assert.Equal(["y"], await MembersAsync(new CohortCriteria.FunnelStep(Funnel(), 2, DroppedOff: true)));
        Assert.Equal(
            ["z", "u"],
            (await MembersAsync(new CohortCriteria.Not(new CohortCriteria.FunnelStep(Funnel(), 1)))).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Members_stand_for_the_actors_that_they_are_now()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "y", 1), Event("a", "z", 1), Merge("x", "y"));

        Assert.Equal(["y"], await MembersAsync(new CohortCriteria.Members(["x", "never", "x"])));
        Assert.Equal(["y", "z"], await MembersAsync(new CohortCriteria.Members(["z", "y", "x"])));
    }

    [Fact]
    public async Task Robots_belong_only_when_they_count()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "bot", 1), Bot("bot"), Event("a", "y", 1) with { IsBot = true }, Event("a", "y", 2));

        Assert.Equal(["x", "y"], await MembersAsync(Did(CountComparison.Exactly, 1, "a")));
        Assert.Equal(["bot", "x"], await MembersAsync(Did(CountComparison.Exactly, 1, "a"), includeBots: true));
    }

    [Fact]
    public async Task Members_are_listed_in_parts()
    {
        await HasAsync([.. new[] { "b", "B", "a", "ä", "aa" }.Select(actor => Event("a", actor, 1))]);

        var query = new CohortQuery(new CohortCriteria.And([])) { Limit = 2 };
        var first = (await Engine.CohortAsync(Here, query, CancellationToken.None)).Value;
        var second = (await Engine.CohortAsync(Here, query with { After = "a" }, CancellationToken.None)).Value;
        var none = (await Engine.CohortAsync(Here, query with { Limit = 0 }, CancellationToken.None)).Value;

        Assert.Equal((5, "B a"), (first.Size, string.Join(' ', first.Members)));
        Assert.Equal((5, "aa b"), (second.Size, string.Join(' ', second.Members)));
        Assert.Equal((5, 0), (none.Size, none.Members.Length));
    }

    [Fact]
    public async Task Every_question_takes_whole_actors_and_never_nobody()
    {
        await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("c", "x", 3), Event("a", "y", 1), Event("b", "y", 2), Event("a", null, 1));
        var cohort = new CohortCriteria.Not(Did(CountComparison.AtLeast, 1, "c"));
        var count = new Measure(EventSelector.Any, Aggregation.Count);

        Assert.Equal(2, (await SeriesAsync(new SeriesQuery { Range = TenMinutes, Measure = count, Cohort = cohort })).All.Total);
        Assert.Equal(
            [2],
            (await TopListAsync(new TopListQuery { Range = TenMinutes, Measures = [count], Breakdown = new("k", 5), Cohort = cohort })).All);
        Assert.Equal([1, 1, 0], (await AskAsync(Funnel() with { Cohort = cohort })).Steps.Select(step => step.Count));
        Assert.Equal(1, (await AskAsync(new RetentionQuery { Range = TenMinutes, Cohort = cohort })).Cohorts[0].Size);
        Assert.Equal((1, 2), Sessions(await AskAsync(new SessionsQuery { Range = TenMinutes, Cohort = cohort })));
    }

    [Fact]
    public async Task Empty_log_has_no_members() => Assert.Empty(await MembersAsync(new CohortCriteria.And([])));

    private static (long Count, long Events) Sessions(SessionsAnswer answer) => (answer.All.Count, answer.All.Events);

    private static CohortCriteria.Did Did(CountComparison comparison, int times, string name) =>
        new(new EventSelector([name]), comparison, times);

    private static FunnelDefinition Funnel() => new()
    {
        Steps = [new(null, ["a"], null), new(null, ["b"], null), new(null, ["c"], null)], Range = TenMinutes,
    };
}
