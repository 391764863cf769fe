using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tests.Querying;

namespace Analytics.Domain.Tests.Series;

public sealed class SeriesCheckTests
{
    [Theory]
    [InlineData(Aggregation.Count)]
    [InlineData(Aggregation.UniqueActors)]
    [InlineData(Aggregation.UniqueSessions)]
    public void Numbers_of_things_take_no_property(Aggregation aggregation)
    {
        Assert.Null(Fault(Ask.Measure(aggregation)));
        Assert.Equal("PROPERTY_NOT_USED measure.property", Fault(Ask.Measure(aggregation, "total")));
    }

    [Theory]
    [InlineData(Aggregation.Sum)]
    [InlineData(Aggregation.Avg)]
    [InlineData(Aggregation.Min)]
    [InlineData(Aggregation.Max)]
    [InlineData(Aggregation.Median)]
    [InlineData(Aggregation.CountDistinct)]
    public void Figures_of_values_need_a_property(Aggregation aggregation)
    {
        Assert.Null(Fault(Ask.Measure(aggregation, "total")));
        Assert.Equal("PROPERTY_REQUIRED measure.property", Fault(Ask.Measure(aggregation)));
        Assert.Equal("PROPERTY_REQUIRED measure.property", Fault(Ask.Measure(aggregation, "")));
    }

    [Fact]
    public void A_figure_per_actor_may_have_a_property()
    {
        Assert.Null(Fault(Ask.Measure(Aggregation.PerActorAvg)));
        Assert.Null(Fault(Ask.Measure(Aggregation.PerActorAvg, "total")));
    }

    [Theory]
    [InlineData("0.01", null)]
    [InlineData("99.99", null)]
    [InlineData("0", "PERCENTILE_OUT_OF_RANGE measure.percentile")]
    [InlineData("100", "PERCENTILE_OUT_OF_RANGE measure.percentile")]
    [InlineData("-1", "PERCENTILE_OUT_OF_RANGE measure.percentile")]
    public void A_percentile_lies_above_0_and_below_100(string percentile, string? fault) => Assert.Equal(
        fault,
        Fault(Ask.Measure(Aggregation.Percentile, "total") with
        {
            Percentile = decimal.Parse(percentile, System.Globalization.CultureInfo.InvariantCulture),
        }));

    [Fact]
    public void Only_a_percentile_has_one()
    {
        Assert.Equal("PERCENTILE_OUT_OF_RANGE measure.percentile", Fault(Ask.Measure(Aggregation.Percentile, "total")));
        Assert.Equal(
            "OPTIONS_CONFLICT measure.percentile",
            Fault(Ask.Measure(Aggregation.Median, "total") with { Percentile = 50 }));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(366, null)]
    [InlineData(0, "VALUE_OUT_OF_RANGE rolling")]
    [InlineData(367, "VALUE_OUT_OF_RANGE rolling")]
    public void A_point_looks_back_over_1_to_366_buckets(int rolling, string? fault) =>
        Assert.Equal(fault, Ask.Fault(Ask.Series() with { Interval = Interval.Day, Rolling = rolling }));

    [Fact]
    public void A_point_is_rolling_over_an_interval_and_not_cumulative()
    {
        Assert.Equal("OPTIONS_CONFLICT rolling", Ask.Fault(Ask.Series() with { Rolling = 2 }));
        Assert.Equal(
            "OPTIONS_CONFLICT cumulative",
            Ask.Fault(Ask.Series() with { Rolling = 2, Interval = Interval.Day, Cumulative = true }));
        Assert.Null(Ask.Fault(Ask.Series() with { Interval = Interval.Day, Cumulative = true }));
    }

    [Fact]
    public void A_breakdown_has_1_to_3_dimensions_each_once()
    {
        Assert.Null(Fault(Ask.By("a", "b", "c")));
        Assert.Equal("BREAKDOWN_EMPTY breakdown.dimensions", Fault(Ask.By()));
        Assert.Equal("BREAKDOWN_TOO_MANY breakdown.dimensions", Fault(Ask.By("a", "b", "c", "d")));
        Assert.Equal("NAMED_TWICE breakdown.dimensions[2]", Fault(Ask.By("a", "b", "a")));
        Assert.Equal("PROPERTY_REQUIRED breakdown.dimensions[1]", Fault(Ask.By("a", "")));
        Assert.Null(Fault(Dimensions("a", new PropertyRef("a", PropertyScope.ActorCurrent))));
        Assert.Equal(
            "NAMED_TWICE breakdown.dimensions[1]",
            Fault(Dimensions(PropertyRef.EventName, new PropertyRef("", PropertyScope.EventName))));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(1_000, null)]
    [InlineData(0, "LIMIT_OUT_OF_RANGE breakdown.limit")]
    [InlineData(1_001, "LIMIT_OUT_OF_RANGE breakdown.limit")]
    public void A_breakdown_shows_1_to_1000_groups(int limit, string? fault) =>
        Assert.Equal(fault, Fault(Ask.By("a") with { Limit = limit }));

    [Fact]
    public void Groups_asked_for_have_a_value_a_dimension_and_come_once()
    {
        Assert.Null(Fault(Ask.By("a") with { Limit = 0, Keys = ["x", null] }));
        Assert.Equal("NAMED_TWICE breakdown.keys[1]", Fault(Ask.By("a") with { Keys = ["x", "x"] }));
        Assert.Equal("OPTIONS_CONFLICT breakdown.keys[0]", Fault(Ask.By("a", "b") with { Keys = ["x"] }));
    }

    [Fact]
    public void A_range_has_at_most_10000_buckets()
    {
        var query = Ask.Series() with { Range = Ask.Between("2000-01-01", "2010-01-01") };

        Assert.Null(Ask.Fault(query with { Interval = Interval.Day }));
        Assert.Equal("TOO_MANY_BUCKETS interval", Ask.Fault(query with { Interval = Interval.Hour }));
    }

    [Fact]
    public void Edges_ascend_from_the_start_of_the_range_to_its_end()
    {
        var (from, to) = (Ask.January.From, Ask.January.To);

        Assert.Null(WithEdges(from, from.AddDays(3), to));
        Assert.Equal("EDGES_INVALID customEdges", WithEdges(from, to.AddDays(-1)));
        Assert.Equal("EDGES_INVALID customEdges", WithEdges(from.AddDays(1), to));
        Assert.Equal("EDGES_INVALID customEdges", WithEdges(from, from.AddDays(3), from.AddDays(3), to));
        Assert.Equal("EDGES_INVALID customEdges", WithEdges());
        Assert.Equal(
            "OPTIONS_CONFLICT customEdges",
            Ask.Fault(Ask.Series() with { Interval = Interval.Day, CustomEdges = [from, to] }));
    }

    [Fact]
    public void The_place_of_a_fault_leads_to_the_comparison()
    {
        var filter = new EventFilter.And(
            [Ask.Filter(), new EventFilter.Or([new EventFilter.Not(Ask.OfNothing)])]);

        Assert.Equal("PROPERTY_REQUIRED filter.and[1].or[0].not.property", Ask.Fault(Ask.Series() with { Filter = filter }));
        Assert.Equal(
            "PROPERTY_REQUIRED measure.filter.property",
            Fault(Ask.Measure() with { Events = new EventSelector([], Ask.OfNothing) }));
        Assert.Equal("EVENT_NAME_EMPTY measure.events[1]", Fault(Ask.Measure() with { Events = new(["a", ""]) }));
    }

    [Fact]
    public void A_filter_has_50_levels_at_most()
    {
        Assert.Null(Ask.Fault(Ask.Series() with { Filter = Ask.Nested(50) }));
        Assert.Equal("FILTER_TOO_DEEP filter", Ask.Fault(Ask.Series() with { Filter = Ask.Nested(51) }));
        Assert.Equal("FILTER_TOO_DEEP filter", Ask.Fault(Ask.Series() with { Filter = Ask.Nested(1_000_000) }));
    }

    [Fact]
    public void A_table_has_1_to_20_measures()
    {
        Assert.Null(Ask.Fault(Ask.TopList(Ask.Measure(), Ask.Measure(Aggregation.Sum, "total"))));
        Assert.Equal("VALUE_OUT_OF_RANGE measures", Ask.Fault(Ask.TopList()));
        Assert.Equal(
            "VALUE_OUT_OF_RANGE measures", Ask.Fault(Ask.TopList([.. Enumerable.Repeat(Ask.Measure(), 21)])));
        Assert.Equal(
            "PROPERTY_REQUIRED measures[1].property", Ask.Fault(Ask.TopList(Ask.Measure(), Ask.Measure(Aggregation.Sum))));
    }

    private static string? WithEdges(params ImmutableArray<DateTimeOffset> edges) =>
        Ask.Fault(Ask.Series() with { CustomEdges = edges });

    private static SeriesBreakdown Dimensions(params ImmutableArray<PropertyRef> dimensions) => new(dimensions, 10);

    private static string? Fault(Measure measure) => Ask.Fault(Ask.Series() with { Measure = measure });

    private static string? Fault(SeriesBreakdown breakdown) => Ask.Fault(Ask.Series() with { Breakdown = breakdown });
}
