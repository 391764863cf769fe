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

/// <summary>Facts about answers as of an earlier position of the log.</summary>
public abstract class AsOfContract(EngineUnderTest engine) : EngineContract(engine)
{
    private static readonly SeriesQuery _actors = new()
    {
        Range = Days(0, 3), Interval = Interval.Day, Breakdown = new SeriesBreakdown(AtEvent("plan"), 5),
        Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors),
    };

    private static readonly FunnelDefinition _funnel = new()
    {
        Steps = [new(null, ["a"], null), new(null, ["b"], null)], Range = Days(0, 3),
    };

    public static TheoryData<string> Changes =>
        ["late event", "merge", "split", "robot", "no robot", "rename", "no rename", "property", "property of before"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Yesterdays_answer_comes_again_whatever_was_learned_since(string change)
    {
        var position = await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("a", "y", 3), Event("b", "z", 86_401), Event("old", "u", 5), Event("a", null, 6),
            Merge("z", "y"), Bot("u", true), Rename("old", "a"), Change("x", 0, """{"plan":"pro"}"""));
        var before = await AnswersAsync(null);
        Assert.Equal(before, await AnswersAsync(position));

        await HasAsync(change switch
        {
            "late event" => Event("b", "y", 4),
            "merge" => Merge("y", "x"),
            "split" => Split("z"),
            "robot" => Bot("x", true),
            "no robot" => Bot("u", null),
            "rename" => Rename("b", "c"),
            "no rename" => Rename("old", null),
            "property" => Change("x", 86_400, """{"plan":"free"}"""),
            _ => Change("y", 1, """{"plan":"basic"}"""),
        });

        Assert.Equal(before, await AnswersAsync(position));
        if (change is not ("rename" or "no rename" or "no robot"))
            Assert.NotEqual(before, await AnswersAsync(null));
    }

    [Fact]
    public async Task Every_position_has_its_own_answer_also_those_before_the_first_event()
    {
        await HasAsync(Event("a", "x", 1), Event("a", "y", 2), Merge("y", "x"), Event("a", "z", 3));

        decimal?[] totals = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(async position =>
            (await SeriesAsync(_actors with { AsOf = position })).All.Total))];

        Assert.Equal([0m, 1m, 2m, 1m, 2m], totals);
        var first = await SeriesAsync(_actors with { AsOf = 0 });
        Assert.Null(first.Meta.DataThrough);
        Assert.Equal(0, first.Meta.Watermark);
        Assert.Equal(Start.AddSeconds(2), (await SeriesAsync(_actors with { AsOf = 3 })).Meta.DataThrough);
    }

    [Fact]
    public async Task What_was_erased_stays_erased_and_the_answer_says_so()
    {
        var position = await HasAsync(
            Event("a", "x", 1), Event("b", "x", 2), Event("a", "y", 3), Event("a", "device", 4), Merge("device", "x"));
        Assert.Equal(0, (await SeriesAsync(_actors with { AsOf = position })).Meta.ErasedSince);
        await HasAsync(Event("a", "late", 5), Erase("x"), Erase("device"));

        var answer = await SeriesAsync(_actors with { AsOf = position });

        Assert.Equal(1, answer.All.Total);
        Assert.Equal(position, answer.Meta.Watermark);
        if (answer.Meta.Engine != "slow")
            Assert.Equal(2, answer.Meta.ErasedSince);
        Assert.Equal([1L, 0L], (await AskAsync(_funnel with { AsOf = position })).Steps.Select(step => step.Count));
    }

    [Fact]
    public async Task Position_that_the_log_has_not_reached_is_refused()
    {
        var position = await HasAsync(Event("a", "x", 1));

        var ahead = await Engine.FunnelAsync(Here, _funnel with { AsOf = position + 1 }, CancellationToken.None);
        var negative = await Engine.FunnelAsync(Here, _funnel with { AsOf = -1 }, CancellationToken.None);
        var mixed = await Engine.SeriesAsync(Here, [_actors, _actors with { AsOf = 0 }], CancellationToken.None);

        Assert.Equal("NOT_YET_VISIBLE asOf", Fault(ahead));
        Assert.Equal("VALUE_OUT_OF_RANGE asOf", Fault(negative));
        Assert.Equal("OPTIONS_CONFLICT asOf", Fault(mixed));
    }

    private static string Fault<T>(Result<T> result) =>
        result.TryGet(out _, out var problem) ? "" : $"{problem.Code} {problem.Path}";

    private async Task<string> AnswersAsync(long? asOf)
    {
        var range = Days(0, 3);
        var retention = new RetentionQuery { Range = range, Period = Interval.Day, Periods = 2, AsOf = asOf };
        var sessions = new SessionsQuery { Range = range, AsOf = asOf };
        var list = new SessionListQuery { Range = range, AsOf = asOf };
        var cohort = new CohortQuery(new CohortCriteria.Did(new(["a"]), CountComparison.AtLeast, 1)) { Limit = 9, AsOf = asOf };
        var top = new TopListQuery
        {
            Range = range, AsOf = asOf, Breakdown = new SeriesBreakdown(PropertyRef.EventName, 9),
            Measures = [new Measure(EventSelector.Any, Aggregation.Count)],
        };
        object[] answers =
        [
            await SeriesAsync(_actors with { AsOf = asOf }), await AskAsync(_funnel with { AsOf = asOf }), await AskAsync(retention),
            await AskAsync(sessions), (await Engine.SessionListAsync(Here, list, CancellationToken.None)).Value,
            (await Engine.CohortAsync(Here, cohort, CancellationToken.None)).Value, await TopListAsync(top),
        ];
        return string.Join('\n', answers.Select(Plain.Text));
    }
}
