using Analytics.Domain.Cohorts;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about paths that hold for every engine.</summary>
public abstract class PathsContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly PathsQuery _fromHome = new() { Range = TenMinutes, From = new(["home"]) };

    [Fact]
    public async Task Path_goes_on_from_the_first_anchor_of_a_session_without_repeats()
    {
        await HasAsync(
            Event("ad", "x", 0), Event("home", "x", 1), Event("list", "x", 2), Event("list", "x", 3), Event("home", "x", 4),
            Event("home", "y", 1), Event("buy", "y", 2), Event("home", null, 1), Event("list", null, 2));

        var answer = await AskAsync(_fromHome);

        Assert.Equal(2, answer.Paths);
        Assert.Equal(["home > buy 1", "home > list > home 1"], Sequences(answer));
        Assert.Equal(
            [
                new PathNode(0, "home", 2, 0), new PathNode(1, "buy", 1, 1), new PathNode(1, "list", 1, 0),
                new PathNode(2, "home", 1, 1),
            ],
            answer.Nodes);
        Assert.Equal(
            [new PathEdge(0, "home", "buy", 1), new PathEdge(0, "home", "list", 1), new PathEdge(1, "list", "home", 1)],
            answer.Edges);
    }

    [Fact]
    public async Task Path_up_to_an_anchor_has_the_steps_before_it_and_counts_places_down()
    {
        await HasAsync(
            Event("ad", "x", 0), Event("home", "x", 1), Event("list", "x", 2), Event("buy", "x", 3), Event("buy", "x", 9),
            Event("buy", "y", 5));

        var answer = await AskAsync(new PathsQuery { Range = TenMinutes, To = new(["buy"]), MaxLength = 3 });

        Assert.Equal(["buy 1", "home > list > buy 1"], Sequences(answer));
        Assert.Equal(
            [new PathNode(-2, "home", 1, 1), new PathNode(-1, "list", 1, 0), new PathNode(0, "buy", 2, 1)], answer.Nodes);
        Assert.Equal([new PathEdge(-2, "home", "list", 1), new PathEdge(-1, "list", "buy", 1)], answer.Edges);
    }

    [Fact]
    public async Task Path_between_two_anchors_counts_when_it_gets_there_in_so_many_steps()
    {
        await HasAsync(
            Event("home", "x", 1), Event("list", "x", 2), Event("buy", "x", 3), Event("list", "x", 4),
            Event("home", "y", 1), Event("a", "y", 2), Event("b", "y", 3), Event("c", "y", 4), Event("buy", "y", 5),
            Event("home", "z", 1), Event("list", "z", 2));
        var query = _fromHome with { To = new(["buy"]) };

        Assert.Equal(["home > a > b > c > buy 1", "home > list > buy 1"], Sequences(await AskAsync(query)));
        Assert.Equal(["home > list > buy 1"], Sequences(await AskAsync(query with { MaxLength = 4 })));
        Assert.Equal(["home > b > c > buy 1", "home > buy 1"], Sequences(await AskAsync(query with { Exclude = ["a", "list"] })));
    }

    [Fact]
    public async Task Session_bounds_a_path_also_one_that_comes_back()
    {
        await HasAsync(
            Event("home", "x", 1, session: "one"), Event("home", "x", 2, session: "two"), Event("list", "x", 3, session: "one"),
            Event("buy", "x", 4, session: "two"), Event("far", "x", 5_000), Event("home", "y", 1), Event("far", "y", 1_802));

        Assert.Equal(["home 1", "home > buy 1", "home > list 1"], Sequences(await AskAsync(_fromHome)));
    }

    [Fact]
    public async Task Window_bounds_a_path_and_the_next_one_begins_after_it()
    {
        await HasAsync(
            Event("home", "x", 1), Event("list", "x", 11), Event("home", "x", 11), Event("buy", "x", 12), Event("home", "x", 13),
            Event("buy", "x", 23), Event("buy", "x", 24));

        var tenSeconds = _fromHome with { Window = TimeSpan.FromSeconds(10) };

        Assert.Equal(["home > buy 1", "home > list > home 1"], Sequences(await AskAsync(tenSeconds)));
        Assert.Equal(
            ["home > buy 1", "home > list > home > buy 1"],
            Sequences(await AskAsync(tenSeconds with { From = null, To = new(["buy"]), Window = TimeSpan.FromSeconds(11) })));
    }

    [Fact]
    public async Task Range_says_where_anchors_lie_and_steps_may_lie_outside()
    {
        await HasAsync(
            Event("home", "x", 1), Event("list", "x", 5), Event("home", "x", 10), Event("buy", "x", 20), Event("end", "x", 21));

        Assert.Equal(["home > buy > end 1"], Sequences(await AskAsync(_fromHome with { Range = Seconds(6, 15) })));
        Assert.Equal(["home > list > home > buy 1"], Sequences(await AskAsync(
            new PathsQuery { Range = Seconds(20, 21), To = new(["buy"]) })));
        Assert.Empty((await AskAsync(_fromHome with { Range = Seconds(2, 10) })).Nodes);
    }

    [Fact]
    public async Task Steps_are_values_of_a_property_grouped_by_pattern()
    {
        await HasAsync(
            Event("page", "x", 1, """{"path":"/"}"""), Event("page", "x", 2, """{"path":"/p/1"}"""),
            Event("page", "x", 3, """{"path":"/p/2"}"""), Event("click", "x", 4), Event("page", "x", 5, """{"path":7}"""),
            Event("page", "x", 6, """{"path":"/P/3"}"""));
        var query = new PathsQuery { Range = TenMinutes, From = new(["page"]), Step = "path" };

        Assert.Equal(["/ > /p/1 > /p/2 > null > 7 1"], Sequences(await AskAsync(query)));
        Assert.Equal(["/ > product > 7 > /P/3 1"], Sequences(await AskAsync(query with
        {
            Events = ["page"],
            Groups = [new PathGroup("product", "/p/*"), new PathGroup("other", "*p*1")],
        })));
        Assert.Equal(["product > null > seven > product 1"], Sequences(await AskAsync(query with
        {
            Groups = [new PathGroup("seven", "7"), new PathGroup("product", "*")],
        })));
    }

    [Fact]
    public async Task What_is_not_shown_at_a_place_is_taken_together()
    {
        await HasAsync(
            Event("home", "x", 1), Event("a", "x", 2), Event("end", "x", 3), Event("home", "y", 1), Event("b", "y", 2), Event("end", "y", 3),
            Event("home", "z", 1), Event("b", "z", 2), Event("home", "u", 1), Event("c", "u", 2));

        var answer = await AskAsync(_fromHome with { Limit = 1 });

        Assert.Equal(
            [new PathNode(0, "home", 4, 0), new PathNode(1, "b", 2, 1), new PathNode(1, null, 2, 1), new PathNode(2, "end", 2, 2)],
            answer.Nodes);
        Assert.Equal(
            [
                new PathEdge(0, "home", "b", 2), new PathEdge(0, "home", null, 2), new PathEdge(1, "b", "end", 1),
                new PathEdge(1, null, "end", 1),
            ],
            answer.Edges);
        Assert.Equal(["home > a > end 1"], Sequences(answer));
    }

    [Fact]
    public async Task Filters_and_cohorts_choose_events_and_actors()
    {
        await HasAsync(
            Event("home", "x", 1, """{"k":1}"""), Event("a", "x", 2, """{"k":2}"""), Event("b", "x", 3, """{"k":1}"""),
            Event("home", "y", 1, """{"k":1}"""), Event("a", "y", 2, """{"k":1}"""));

        Assert.Equal(
            ["home > a 1", "home > b 1"],
            Sequences(await AskAsync(_fromHome with { Filter = Is("k", new PropertyValue.Number(1)) })));
        Assert.Equal(["home > a 1"], Sequences(await AskAsync(_fromHome with { Cohort = new CohortCriteria.Members(["y"]) })));
    }

    [Fact]
    public async Task No_path_of_another_tenant_shows()
    {
        await HasAsync(There, Event("home", "x", 1), Event("secret", "x", 2));
        await HasAsync(Event("home", "x", 1));

        Assert.Equal(["home 1"], Sequences(await AskAsync(_fromHome)));
    }

    private async Task<PathsAnswer> AskAsync(PathsQuery query) =>
        (await Engine.PathsAsync(Here, query, CancellationToken.None)).Value;

    private static IEnumerable<string> Sequences(PathsAnswer answer) =>
        answer.Sequences.Select(path => $"{string.Join(" > ", path.Steps.Select(step => step ?? "null"))} {path.Count}");
}
