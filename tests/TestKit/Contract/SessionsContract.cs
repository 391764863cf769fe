using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about the figures of sessions.</summary>
public abstract class SessionsContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Sessions_have_a_length_pages_and_bounces()
    {
        await HasAsync(
            Event("page_view", "x", 0), Event("click", "x", 30), Event("screen_view", "x", 100),
            Event("page_view", "x", 5_000), Event("click", "x", 5_010),
            Event("click", "y", 0), Event("page_view", null, 1));

        var figures = (await AskAsync(Query(0, 10_000))).All;

        Assert.Equal((3, 2, 6, 1), (figures.Count, figures.Actors, figures.Events, figures.Bounces));
        Assert.Equal(TimeSpan.FromSeconds(10), figures.Duration!.Median);     // 0, 10 and 100
        Assert.Equal(TimeSpan.FromSeconds(82), figures.Duration.P90);         // rank 1.8
        Assert.Equal(TimeSpan.FromTicks(366_666_667), figures.Duration.Mean);
        Assert.Equal(new Spread(1, 1, 1.8m), figures.Pages);                  // 0, 1 and 2
    }

    [Theory]
    [InlineData(1_799.999, 1)]
    [InlineData(1_800, 1)]
    [InlineData(1_800.001, 2)]
    public async Task Gap_of_thirty_minutes_goes_on_and_a_longer_one_ends(double second, int sessions)
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", second));

        Assert.Equal(sessions, (await AskAsync(Query(0, 3_600))).All.Count);
    }

    [Fact]
    public async Task Session_is_counted_where_it_starts_with_all_its_events()
    {
        await HasAsync(
            Event("a", "x", 3_590), Event("a", "x", 3_610), Event("a", "x", 5_000),
            Event("a", "y", 3_610), Event("a", "z", -10), Event("a", "z", 10));

        var answer = await AskAsync(Query(0, 7_200) with { Interval = Interval.Hour });

        Assert.Equal((2, 4), (answer.All.Count, answer.All.Events));
        Assert.Equal([1, 1], answer.Points.Select(point => point.Count));
        Assert.Equal([3, 1], answer.Points.Select(point => point.Events));
        Assert.Null((await AskAsync(Query(100, 200))).All.Duration);
        Assert.Null((await AskAsync(Query(100, 200))).All.Pages);
    }

    [Fact]
    public async Task Session_never_ends_at_midnight()
    {
        const double day = 86_400;
        await HasAsync(Event("a", "x", day - 1), Event("a", "x", day + 1));

        var answer = await AskAsync(Query(0, 2 * day) with { Interval = Interval.Day });

        Assert.Equal([1, 0], answer.Points.Select(point => point.Count));
    }

    [Fact]
    public async Task Condition_must_hold_for_one_event_also_one_after_the_range()
    {
        await HasAsync(
            Event("a", "x", 0), Event("b", "x", 100, """{"p":1}"""), Event("a", "y", 0), Event("a", "z", 0, """{"p":1}"""));

        var figures = (await AskAsync(Query(0, 50) with { Filter = new EventFilter.Exists("p") })).All;

        Assert.Equal((2, 3), (figures.Count, figures.Events));
    }

    [Fact]
    public async Task Session_of_the_client_goes_on_after_others_and_over_any_gap()
    {
        await HasAsync(
            Event("page_view", "x", 0, session: "s1"), Event("page_view", "x", 10, session: "s2"), Event("page_view", "x", 9_000, session: "s1"),
            Event("page_view", "x", 9_010));

        var figures = (await AskAsync(Query(0, 20_000))).All;

        Assert.Equal((2, 4, 1), (figures.Count, figures.Events, figures.Bounces));
        Assert.Equal(TimeSpan.FromSeconds(4_505), figures.Duration!.Median);   // 0 and 9,010
    }

    [Fact]
    public async Task Dimension_is_read_on_the_first_event_that_has_it()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 1, """{"k":"p"}"""), Event("a", "x", 2, """{"k":"q","l":1}"""),
            Event("a", "y", 0, """{"k":"p","l":1}"""), Event("a", "z", 0, """{"k":"q"}"""), Event("a", "u", 0), Event("a", "v", 0, """{"k":""}"""));

        var answer = await AskAsync(Query(0, 100) with { Breakdown = new("k", 1) });

        Assert.Equal(["p", null], answer.Groups.Select(group => group.Key.Only));
        Assert.Equal([2, 1], answer.Groups.Select(group => group.Figures.Count));
        Assert.Equal([4, 1], answer.Groups.Select(group => group.Figures.Events));
        Assert.Equal(2, answer.Other!.Count);
        var two = await AskAsync(Query(0, 100) with { Breakdown = new(["k", "l"], 1) });
        Assert.Equal(["[p, 1]", "[null, null]"], two.Groups.Select(group => group.Key.ToString()));
    }

    [Fact]
    public async Task Names_of_page_views_are_the_questions()
    {
        await HasAsync(Event("page_view", "x", 0), Event("seen", "x", 1), Event("seen", "y", 1));

        var figures = (await AskAsync(Query(0, 100) with { PageEvents = ["seen"] })).All;

        Assert.Equal((2, 1m), (figures.Bounces, figures.Pages!.Median));
    }

    [Fact]
    public async Task Robots_events_keep_no_session_going()
    {
        await HasAsync(
            Event("a", "x", 0), Event("a", "x", 1_500) with { IsBot = true }, Event("a", "x", 3_000), Event("a", "bot", 0), Bot("bot"));

        Assert.Equal(2, (await AskAsync(Query(0, 10_000))).All.Count);
        Assert.Equal(2, (await AskAsync(Query(0, 10_000) with { IncludeBots = true })).All.Count);
    }

    [Fact]
    public async Task Late_event_and_merge_join_sessions()
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", 3_000), Event("a", "y", 4_000));
        Assert.Equal(3, (await AskAsync(Query(0, 10_000))).All.Count);

        await HasAsync(Event("a", "x", 1_500));
        Assert.Equal(2, (await AskAsync(Query(0, 10_000))).All.Count);

        await HasAsync(Merge("y", "x"));
        Assert.Equal((1, 1), (await AskAsync(Query(0, 10_000))).All is var all ? (all.Count, all.Actors) : default);
    }

    private static SessionsQuery Query(double from, double to) => new() { Range = Seconds(from, to) };
}
