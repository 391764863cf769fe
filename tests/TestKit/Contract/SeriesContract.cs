using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about every aggregation, by several dimensions.</summary>
public abstract class SeriesContract(EngineUnderTest engine) : EngineContract(engine)
{
    [Theory]
    [InlineData(Aggregation.Avg, null, "4.25")]
    [InlineData(Aggregation.Min, null, "1")]
    [InlineData(Aggregation.Max, null, "10")]
    [InlineData(Aggregation.Median, null, "3")]
    [InlineData(Aggregation.Percentile, "90", "8.2")]     // rank 2.7 of 0..3
    [InlineData(Aggregation.Percentile, "25", "1.75")]
    [InlineData(Aggregation.Percentile, "0.1", "1.003")]
    public async Task Number_is_computed_over_the_events_that_have_one(Aggregation aggregation, string? percentile, string expected)
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":10}"""), Event("a", null, 2, """{"v":1}"""), Event("a", "y", 3, """{"v":2.0}"""),
            Event("a", "x", 4, """{"v":4}"""), Event("a", "x", 5, """{"v":"99"}"""), Event("a", "x", 6, """{"v":null}"""),
            Event("a", "x", 7), Event("a", "x", 700, """{"v":1000}"""));

        Assert.Equal(decimal.Parse(expected, null), await TotalAsync(aggregation, "v", percentile));
    }

    [Theory]
    [InlineData(Aggregation.Avg, null)]
    [InlineData(Aggregation.Min, null)]
    [InlineData(Aggregation.Max, null)]
    [InlineData(Aggregation.Median, null)]
    [InlineData(Aggregation.Percentile, "99")]
    [InlineData(Aggregation.PerActorAvg, null)]
    [InlineData(Aggregation.Count, 0)]
    [InlineData(Aggregation.Sum, 0)]
    [InlineData(Aggregation.UniqueActors, 0)]
    [InlineData(Aggregation.UniqueSessions, 0)]
    [InlineData(Aggregation.CountDistinct, 0)]
    public async Task Nothing_counts_as_zero_and_has_no_mean(Aggregation aggregation, object? expected)
    {
        var answer = await SeriesAsync(Query(
            aggregation, aggregation is Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions ? null : "v",
            expected as string) with { Interval = Interval.Hour });

        var nothing = expected is int ? 0 : (decimal?)null;
        Assert.Equal(nothing, answer.All.Total);
        Assert.Equal([nothing], answer.All.Points);
    }

    [Fact]
    public async Task Mean_has_twenty_eight_digits_and_sums_exactly_first()
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":0.1,"w":10}"""), Event("a", "x", 2, """{"v":0.2,"w":0}"""),
            Event("a", "x", 3, """{"v":-0.3,"w":0}"""), Event("a", "x", 4, """{"v":0.0000000000001}"""));

        Assert.Equal(0.000000000000025m, await TotalAsync(Aggregation.Avg, "v"));
        Assert.Equal(3.3333333333333333333333333333m, await TotalAsync(Aggregation.Avg, "w"));
    }

    [Fact]
    public async Task Values_that_are_one_as_text_are_counted_once()
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":1}"""), Event("a", "x", 2, """{"v":"1"}"""), Event("a", "x", 3, """{"v":1.00}"""),
            Event("a", "x", 4, """{"v":true}"""), Event("a", "x", 5, """{"v":"true"}"""), Event("a", "x", 6, """{"v":""}"""),
            Event("a", "x", 7, """{"v":null}"""), Event("a", "x", 8), Event("a", null, 9, """{"v":"A"}"""));

        Assert.Equal(4, await TotalAsync(Aggregation.CountDistinct, "v"));
    }

    [Fact]
    public async Task Mean_of_actors_leaves_out_what_is_nobodys()
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":5}"""), Event("a", "x", 2, """{"v":2}"""), Event("a", "x", 3), Event("a", "y", 4),
            Event("a", null, 5, """{"v":1000}"""));

        Assert.Equal(2, await TotalAsync(Aggregation.PerActorAvg, null));
        Assert.Equal(3.5m, await TotalAsync(Aggregation.PerActorAvg, "v"));
    }

    [Fact]
    public async Task Figure_by_bucket_is_computed_in_the_bucket_and_the_total_over_the_range()
    {
        await HasAsync(
            Event("a", "x", 0, """{"v":1}"""), Event("a", "x", 10, """{"v":3}"""), Event("a", "x", 3_600, """{"v":20}"""));

        var answer = await SeriesAsync(Query(Aggregation.Median, "v") with
        {
            Range = Seconds(0, 10_800), Interval = Interval.Hour,
        });

        Assert.Equal([2, 20, null], answer.All.Points);
        Assert.Equal(3, answer.All.Total);
    }

    [Fact]
    public async Task Groups_have_a_value_a_dimension_and_are_missing_only_when_all_are()
    {
        await HasAsync(
            Event("a", "x", 1, """{"p":"web","q":1}"""), Event("b", "x", 2, """{"p":"web","q":1}"""),
            Event("a", "x", 3, """{"p":"web","q":1}"""), Event("a", "x", 4, """{"p":"web"}"""),
            Event("a", "x", 5, """{"q":1}"""), Event("a", "x", 6), Event("a", "x", 7), Event("a", "x", 8, """{"p":"","q":1}"""));

        var answer = await SeriesAsync(Query(Aggregation.Count, null) with { Breakdown = new(["p", "q"], 2) });

        Assert.Equal(["[web, 1]", "[, 1]", "[null, null]"], answer.Groups.Select(group => group.Key.ToString()));
        Assert.Equal([3, 1, 2], answer.Groups.Select(group => group.Values.Total));
        Assert.Equal((2, 5), (answer.Other!.Total, answer.GroupCount));
    }

    [Fact]
    public async Task Three_dimensions_may_hold_the_name_of_the_event()
    {
        await HasAsync(
            Event("a", "x", 1, """{"p":"1","q":true}"""), Event("b", "x", 2, """{"p":1,"q":"true"}"""),
            Event("a", "x", 3, """{"p":1,"q":true}"""), Event("a", "x", 4));

        var answer = await SeriesAsync(Query(Aggregation.Count, null) with
        {
            Breakdown = new(["q", PropertyRef.EventName, "p"], 10),
        });

        Assert.Equal(["[true, a, 1]", "[true, b, 1]", "[null, a, null]"], answer.Groups.Select(group => group.Key.ToString()));
        Assert.Equal([2, 1, 1], answer.Groups.Select(group => group.Values.Total));
        Assert.Null(answer.Other);
    }

    [Fact]
    public async Task Group_without_a_figure_comes_after_all_others_and_ties_go_by_key()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"none"}"""), Event("a", "x", 2, """{"k":"b","v":-7}"""),
            Event("a", "x", 3, """{"k":"B","v":-7}"""), Event("a", "x", 4, """{"k":"a","v":-8}"""));

        var answer = await SeriesAsync(Query(Aggregation.Avg, "v") with { Breakdown = new("k", 10) });

        Assert.Equal(["B", "b", "a", "none"], answer.Groups.Select(group => group.Key.Only));
        Assert.Null(answer.Groups[3].Values.Total);
    }

    [Fact]
    public async Task Remainder_of_a_percentile_is_computed_on_what_remains()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"top","v":100}"""), Event("a", "x", 2, """{"k":"b","v":1}"""),
            Event("a", "x", 3, """{"k":"c","v":4}"""), Event("a", "x", 4, """{"k":"d"}"""));

        var answer = await SeriesAsync(Query(Aggregation.Median, "v") with { Breakdown = new("k", 1) });

        Assert.Equal((100, 2.5m), (Assert.Single(answer.Groups).Values.Total, answer.Other!.Total));
        Assert.Equal(4, answer.GroupCount);
    }

    [Fact]
    public async Task Figure_has_conditions_of_its_own_beside_the_questions()
    {
        await HasAsync(
            Event("a", "x", 1, """{"v":1,"w":1}"""), Event("a", "x", 2, """{"v":1}"""), Event("b", "x", 3, """{"v":1,"w":1}"""));

        var query = Query(Aggregation.Count, null) with { Filter = new EventFilter.Exists("v") };
        query = query with
        {
            Measure = new Measure(new EventSelector(["a"], new EventFilter.Exists("w")), Aggregation.Count),
        };

        Assert.Equal(1, (await SeriesAsync(query)).All.Total);
    }

    [Fact]
    public async Task Several_questions_are_answered_in_their_order_from_one_state_of_the_log()
    {
        await HasAsync(Event("a", "x", 1, """{"v":1}"""), Event("b", "y", 2));

        var answers = (await Engine.SeriesAsync(
            Here,
            [Query(Aggregation.Count, null), Query(Aggregation.Max, "v"), Query(Aggregation.UniqueActors, null), Query(Aggregation.Count, null)],
            CancellationToken.None)).Value;

        Assert.Equal([2, 1, 2, 2], answers.Select(answer => answer.All.Total));
        Assert.Single(answers.Select(answer => answer.Meta.Watermark).Distinct());
    }

    private async Task<decimal?> TotalAsync(Aggregation aggregation, string? property, string? percentile = null) =>
        (await SeriesAsync(Query(aggregation, property, percentile))).All.Total;

    private static SeriesQuery Query(Aggregation aggregation, string? property, string? percentile = null) => new()
    {
        Range = TenMinutes,
        Measure = new Measure(EventSelector.Any, aggregation)
        {
            Property = property is null ? null : new PropertyRef(property),
            Percentile = percentile is null ? null : decimal.Parse(percentile, null),
        },
    };
}
