using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEntries;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about why two figures disagree.</summary>
public abstract class DifferenceContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly EventFilter _web = new EventFilter.Compare("from", FilterOperator.Equal, new PropertyValue.Text("web"));

    private static readonly SeriesQuery _everybody = new()
    {
        Range = Days(-10, 10), Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors), IncludeBots = true,
    };

    private static readonly FunnelDefinition _funnel = new()
    {
        Steps =
        [
            new(null, ["a"], null), new(null, ["b"], null) { Filter = _web },
        ],
        Range = Days(0, 1), Window = TimeSpan.FromHours(1),
        Exclude = [new FunnelExclusion(new(["refund"]))],
        Cohort = new CohortCriteria.Not(new CohortCriteria.Members(["staff"])),
    };

    [Fact]
    public async Task First_step_of_a_funnel_and_unique_actors_disagree_by_the_filter_that_one_of_them_has()
    {
        await HasAsync(
            Event("a", "x", 1, """{"from":"web"}"""), Event("a", "y", 2, """{"from":"app"}"""), Event("a", "z", 3), Event("b", "z", 4));
        var step = _funnel with { Steps = [new(null, ["a"], null) { Filter = _web }, new(null, ["b"], null)], Cohort = null, Exclude = [] };
        var trend = _everybody with { Range = Days(0, 1), Measure = new Measure(new(["a"]), Aggregation.UniqueActors), IncludeBots = false };

        var answer = await ReconcileAsync(new(step, new FigurePlace.Step(0), null, null), new(trend, new FigurePlace.Bucket(), null, null));

        Assert.Equal((1, 3, 1), (answer.A, answer.B, answer.Both));
        Assert.Empty(answer.OnlyA.Classes);
        var filtered = Assert.Single(answer.OnlyB.Classes);
        Assert.Equal([new AbsenceFinding(AbsenceReason.Filter)], filtered.Reasons);
        Assert.Equal((2, "y z"), (filtered.Count, string.Join(' ', filtered.Sample)));
    }

    [Fact]
    public async Task Planted_reasons_are_told_apart_and_every_actor_is_in_one_class()
    {
        await PlantAsync(
            Did("in", 1, 2), Did("alone", 1), Did("early", -90_000, -89_000), Did("slow", 1, 7_200), Did("robot", 1, 2),
            [Bot("robot")],
            Did("staff", 1, 2), [Event("a", "refunded", 1), Event("refund", "refunded", 2), Web("b", "refunded", 3)],
            [Event("a", "app", 1), Event("b", "app", 2)], [Web("b", "reverse", 1), Event("a", "reverse", 2)],
            [Web("b", "tied", 5, 1), Event("a", "tied", 5, sequence: 2)], Did("slow-robot", 1, 7_200), [Bot("slow-robot")],
            [Event("see", "other", 1)],
            [Event("a", "own", 1, """{"own":true}"""), Web("b", "own", 2)]);
        var ofOthers = new EventFilter.Not(new EventFilter.Compare("own", FilterOperator.Equal, new PropertyValue.Boolean(true)));

        var answer = await ReconcileAsync(
            new(_everybody, new FigurePlace.Bucket(), null, null), new(_funnel, new FigurePlace.Step(1), ofOthers, null));

        Assert.Equal((13, 1, 1, 12), (answer.A, answer.B, answer.Both, answer.OnlyA.Count));
        Assert.Equal(
            """
            Bot and Window: slow-robot
            Bot: robot
            Cohort: staff
            Exclusion: refunded
            Filter: app
            Internal: own
            NeverDid 1: other
            NeverDid 2: alone
            Order: reverse
            Range: early
            Tie: tied
            Window: slow
            """,
            Text(answer.OnlyA));
        Assert.Equal(12, answer.OnlyA.Classes.Length);
    }

    [Fact]
    public async Task What_came_later_and_who_was_somebody_else_then_are_told_as_of_a_position()
    {
        var position = await HasAsync(Event("a", "x", 1), Event("a", "y", 2), Event("see", "device", 3), Event("a", "ann", 4));
        await HasAsync(Event("see", "x", 5), Merge("device", "ann"));
        var all = _everybody with { IncludeBots = false };
        var seen = all with { Measure = new Measure(new(["see"]), Aggregation.UniqueActors) };
        var did = all with { Measure = new Measure(new(["a"]), Aggregation.UniqueActors) };

        var answer = await ReconcileAsync(
            new(all, new FigurePlace.Bucket(), null, position), new(seen, new FigurePlace.Bucket(), null, position));

        Assert.Equal("Late: ann x\nNeverDid: y", Text(answer.OnlyA));
        answer = await ReconcileAsync(
            new(seen, new FigurePlace.Bucket(), null, position), new(did, new FigurePlace.Bucket(), null, position));
        Assert.Equal("Identity: device", Text(answer.OnlyA));
    }

    [Fact]
    public async Task Rest_of_a_retention_cohort_did_not_return()
    {
        await HasAsync(Event("a", "x", 1), Event("b", "x", 86_401), Event("a", "y", 2), Event("b", "y", 3));
        var matrix = new RetentionQuery { Range = Days(0, 3), Period = Interval.Day, Periods = 2, Start = new(["a"]), Return = new(["b"]) };

        var answer = await ReconcileAsync(
            new(matrix, new FigurePlace.Cell(0), null, null), new(matrix, new FigurePlace.Cell(0, 1), null, null));

        Assert.Equal("NotReturned: y", Text(answer.OnlyA));
    }

    [Fact]
    public async Task Side_is_listed_page_by_page_and_other_tenants_are_in_none()
    {
        await HasAsync(There, Event("a", "theirs", 1));
        await HasAsync(Event("a", "x", 1), Event("a", "y", 1), Event("a", "z", 1), Event("b", "z", 2));
        var a = new AskedFigure(_everybody, new FigurePlace.Bucket(), null, null);
        var b = a with { Of = _everybody with { Measure = new Measure(new(["b"]), Aggregation.UniqueActors) } };
        var difference = new FigureDifference(a, b) { Limit = 1 };

        var first = (await Engine.DifferingActorsAsync(Here, difference, CancellationToken.None)).Value;
        var second = (await Engine.DifferingActorsAsync(Here, difference with { After = "x", Limit = 5 }, CancellationToken.None)).Value;
        var other = (await Engine.DifferingActorsAsync(Here, difference.Exchange(), CancellationToken.None)).Value;

        Assert.Equal((2, "x"), (first.Size, first.Actors.Single()));
        Assert.Equal((2, "y"), (second.Size, second.Actors.Single()));
        Assert.Equal(0, other.Size);
    }

    private async Task<DifferenceAnswer> ReconcileAsync(AskedFigure a, AskedFigure b)
    {
        Assert.Null(new FigureDifference(a, b).Check());
        return (await Engine.ReconcileAsync(Here, new FigureDifference(a, b), CancellationToken.None)).Value;
    }

    private Task<long> PlantAsync(params IEnumerable<LogEntry>[] entries) => HasAsync([.. entries.SelectMany(some => some)]);

    private static LogEntry[] Did(string actor, double a, double? b = null) => b is { } second
        ? [Event("a", actor, a), Web("b", actor, second)]
        : [Event("a", actor, a)];

    private static LoggedEvent Web(string name, string actor, double seconds, long? sequence = null) =>
        Event(name, actor, seconds, """{"from":"web"}""", sequence: sequence);

    private static string Text(DifferenceSide side) => string.Join('\n', side.Classes.Select(one =>
        $"{string.Join(" and ", one.Reasons.Select(reason => $"{reason.Reason}{(reason.Step is { } step ? $" {step}" : "")}"))}: {string.Join(' ', one.Sample)}")
        .Order(StringComparer.Ordinal));
}
