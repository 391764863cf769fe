using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about who is behind a figure.</summary>
public abstract class FiguresContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Fact]
    public async Task Point_of_a_series_lists_the_actors_of_its_events_by_group()
    {
        await HasAsync(
            Event("buy", "x", 1, """{"country":"DE"}"""), Event("buy", "y", 2, """{"country":"FR"}"""),
            Event("buy", "x", 86_401, """{"country":"FR"}"""), Event("buy", "z", 86_402), Event("buy", null, 3),
            Event("see", "u", 1));
        var series = new SeriesQuery
        {
            Range = Days(0, 2), Interval = Interval.Day, Breakdown = new SeriesBreakdown("country", 5),
            Measure = new Measure(new EventSelector(["buy"]), Aggregation.UniqueActors),
        };

        Assert.Equal(["x", "y", "z"], await BehindAsync(series, new FigurePlace.Bucket()));
        Assert.Equal(["x", "y"], await BehindAsync(series, new FigurePlace.Bucket(0)));
        Assert.Equal(["x", "y"], await BehindAsync(series, new FigurePlace.Bucket(null, "FR")));
        Assert.Equal(["x"], await BehindAsync(series, new FigurePlace.Bucket(1, "FR")));
        Assert.Equal(["z"], await BehindAsync(series, new FigurePlace.Bucket(1, new GroupKey([null]))));
        Assert.Equal(["x", "y", "z"], await BehindAsync(series with { Rolling = 2 }, new FigurePlace.Bucket(1)));
    }

    [Fact]
    public async Task Step_of_a_funnel_lists_who_reached_it_and_who_was_lost_there_past_optional_steps()
    {
        await HasAsync(
            Event("a", "x", 1, """{"plan":"pro"}"""), Event("b", "x", 2), Event("c", "x", 3), Event("a", "y", 1), Event("c", "y", 2),
            Event("a", "z", 1, """{"plan":"pro"}"""), Event("a", "u", 1), Event("b", "u", 2));
        var funnel = new FunnelDefinition
        {
            Steps = [new(null, ["a"], null), new(null, ["b"], null) { Optional = true }, new(null, ["c"], null)],
            Range = Days(0, 1), Breakdown = new FunnelBreakdown("plan", 0, 5),
        };

        Assert.Equal(["x", "y"], await BehindAsync(funnel, new FigurePlace.Step(2)));
        Assert.Equal(["u", "z"], await BehindAsync(funnel, new FigurePlace.Step(2, DroppedOff: true)));
        Assert.Equal(["y", "z"], await BehindAsync(funnel, new FigurePlace.Step(1, DroppedOff: true)));
        Assert.Equal(["z"], await BehindAsync(funnel, new FigurePlace.Step(2, DroppedOff: true, "pro")));
    }

    [Fact]
    public async Task Cell_of_a_retention_matrix_lists_who_returned_then()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "y", 2), Event("b", "x", 86_400 * 1.5), Event("b", "y", 86_400 * 2.5),
            Event("a", "z", 86_400 * 1.2), Event("b", "z", 86_400 * 2.2));
        var retention = new RetentionQuery
        {
            Range = Days(0, 2), Period = Interval.Day, Periods = 2, Start = new(["a"]), Return = new(["b"]),
        };

        Assert.Equal(["x", "y"], await BehindAsync(retention, new FigurePlace.Cell(0)));
        Assert.Equal(["x"], await BehindAsync(retention, new FigurePlace.Cell(0, 1)));
        Assert.Equal(["z"], await BehindAsync(retention, new FigurePlace.Cell(1, 1)));
        Assert.Equal(
            ["x", "y"], await BehindAsync(retention with { ReturnBy = RetentionReturn.OnOrAfter }, new FigurePlace.Cell(0, 1)));
    }

    [Fact]
    public async Task Figures_of_sessions_list_whose_they_are()
    {
        await HasAsync(
            Event("a", "x", 1, """{"page":"/a"}"""), Event("a", "x", 86_401), Event("a", "y", 86_402, """{"page":"/b"}"""));
        var sessions = new SessionsQuery
        {
            Range = Days(0, 2), Interval = Interval.Day, Breakdown = new SeriesBreakdown("page", 5),
        };

        Assert.Equal(["x", "y"], await BehindAsync(sessions, new FigurePlace.Bucket()));
        Assert.Equal(["x"], await BehindAsync(sessions, new FigurePlace.Bucket(0)));
        Assert.Equal(["y"], await BehindAsync(sessions, new FigurePlace.Bucket(1, "/b")));
    }

    [Fact]
    public async Task List_is_read_page_by_page_and_bots_count_only_where_asked_for()
    {
        await HasAsync(
            Event("a", "z", 1), Event("a", "x", 1), Event("a", "y", 1), Event("a", "robot", 1) with { IsBot = true });
        var series = new SeriesQuery { Range = Days(0, 1), Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors) };
        var query = new ActorsQuery(series, new FigurePlace.Bucket()) { Limit = 2, After = "x" };

        var page = (await Engine.ActorsAsync(Here, query, CancellationToken.None)).Value;

        Assert.Equal(3, page.Size);
        Assert.Equal(["y", "z"], page.Actors);
        Assert.Equal(["robot", "x", "y", "z"], await BehindAsync(series with { IncludeBots = true }, new FigurePlace.Bucket()));
    }

    private async Task<IReadOnlyList<string>> BehindAsync(EventQuery of, FigurePlace at)
    {
        var query = new ActorsQuery(of, at) { IncludeBots = of.IncludeBots, Limit = 100 };
        Assert.Null(query.Check());
        var answer = (await Engine.ActorsAsync(Here, query, CancellationToken.None)).Value;
        Assert.Equal(answer.Size, answer.Actors.Length);
        return answer.Actors;
    }
}
