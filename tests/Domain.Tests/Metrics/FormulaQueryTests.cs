using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Metrics;

public sealed class FormulaQueryTests
{
    private static readonly TimeRange Days = Querying.Ask.Between("2024-01-01", "2024-01-05");

    private readonly ShopFixture _shop = new();

    [Fact]
    public async Task Figures_made_up_for_one_question_are_joined_by_its_formula()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 10, "DE"), Order("2024-01-01T09:00", "ann", 20, "DE"),
            Event("page_view", "2024-01-01T10:00", "ann"), Event("page_view", "2024-01-01T10:00", "bob"));

        var result = await _shop.AskAsync(Question("100 * spent / views"));

        Assert.Equal((1500m, "100 * spent / views"), (result.Total, result.Name));
        Assert.Null(result.Meta.DefinitionVersion);
    }

    [Fact]
    public async Task A_rolling_ratio_is_that_of_the_rolling_sums()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 30), Event("page_view", "2024-01-01T10:00", "ann"),
            Order("2024-01-02T08:00", "ann", 10), Event("page_view", "2024-01-02T10:00", "ann"),
            Event("page_view", "2024-01-02T11:00", "ann"), Event("page_view", "2024-01-02T12:00", "ann"));

        var daily = await _shop.AskAsync(Question("spent / views") with { Interval = Interval.Day });
        var rolling = await _shop.AskAsync(Question("spent / views") with { Interval = Interval.Day, Rolling = 2 });

        Assert.Equal([30m, 3.3333333333333333333333333333m, null, null], daily.Series.Select(point => point.Value));
        Assert.Equal([30m, 10m, 3.3333333333333333333333333333m, null], rolling.Series.Select(point => point.Value));
    }

    [Fact]
    public async Task A_moving_average_is_the_mean_of_the_points_and_passes_over_those_without_a_value()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 30), Event("page_view", "2024-01-01T10:00", "ann"),
            Order("2024-01-02T08:00", "ann", 10), Event("page_view", "2024-01-02T10:00", "ann"),
            Order("2024-01-04T08:00", "ann", 7), Event("page_view", "2024-01-04T10:00", "ann"));

        var ratio = await _shop.AskAsync(
            Question("spent / views") with { Interval = Interval.Day, MovingAverage = 2 });
        var sum = await _shop.AskAsync(Question("spent") with { Interval = Interval.Day, MovingAverage = 2 });

        Assert.Equal([30m, 20m, 10m, 7m], ratio.Series.Select(point => point.Value));
        Assert.Equal([30m, 20m, 5m, 3.5m], sum.Series.Select(point => point.Value));
        Assert.Equal(47m, sum.Total);
    }

    [Fact]
    public async Task Groups_asked_for_are_shown_in_their_order()
    {
        _shop.Has(
            Order("2024-01-01T08:00", "ann", 10, "DE"), Order("2024-01-01T09:00", "ann", 20, "FR"),
            Order("2024-01-01T09:00", "ann", 40, "IT"));

        var result = await _shop.AskAsync(
            Question("spent + views") with { Breakdown = ["country"], Keys = ["IT", "ES", "DE"] });

        Assert.Equal([("IT", 40m), ("ES", 0m), ("DE", 10m)], result.Groups.Select(group => (group.Key[0], group.Total)));
        Assert.Equal(20m, result.Other?.Total);
    }

    [Fact]
    public async Task A_mean_of_nothing_is_null_with_its_reason_and_in_a_group_that_lacks_it_too()
    {
        _shop.Has(Order("2024-01-01T08:00", "ann", 10, "DE"), Event("page_view", "2024-01-01T10:00", "ann", country: "FR"));
        var mean = AdHocMetric.Create(["nothing"], Aggregation.Avg, "total").Value;

        var result = await _shop.AskAsync(Question("mean + views") with { Breakdown = ["country"] });

        Assert.Equal([("DE", 10m), ("FR", null)], result.Groups.Select(group => (group.Key[0], group.Total)));
        Assert.Equal("NO_VALUES", (await _shop.AskAsync(new MetricQuestion(mean, Dates("2024-01-01", "2024-01-02")))).Reason);
    }

    [Fact]
    public void A_formula_names_its_own_figures_and_each_once()
    {
        var query = Formula("spent / views");

        Assert.Null(Querying.Ask.Fault(query));
        Assert.Equal("METRIC_UNKNOWN expression", Querying.Ask.Fault(Formula("spent / revenue")));
        Assert.Equal(
            "NAMED_TWICE measures[1]",
            Querying.Ask.Fault(query with { Measures = [query.Measures[0], query.Measures[0]] }));
        Assert.Equal(
            "MEASURE_NAME measures[0].name",
            Querying.Ask.Fault(query with { Measures = [query.Measures[0] with { Name = "1 + x" }] }));
        Assert.Equal("VALUE_OUT_OF_RANGE measures", Querying.Ask.Fault(query with { Measures = [] }));
        Assert.Equal(
            "PROPERTY_REQUIRED measures[0].measure.property",
            Querying.Ask.Fault(query with { Measures = [new NamedMeasure("a", Querying.Ask.Measure(Aggregation.Sum))] }));
        Assert.Equal("OPTIONS_CONFLICT rolling", Querying.Ask.Fault(query with { Rolling = 2 }));
        Assert.Equal("OPTIONS_CONFLICT movingAverage", Querying.Ask.Fault(query with { MovingAverage = 2 }));
        Assert.Equal(
            "BREAKDOWN_EMPTY breakdown.dimensions", Querying.Ask.Fault(query with { Breakdown = new SeriesBreakdown([], 3) }));
    }

    private static MetricQuestion Question(string formula) => MetricQuestion.Of(Formula(formula));

    private static FormulaQuery Formula(string formula) => new()
    {
        Range = Days,
        Measures =
        [
            new NamedMeasure("spent", Measure("order_placed", Aggregation.Sum, "total")),
            new NamedMeasure("views", Measure("page_view", Aggregation.Count)),
            new NamedMeasure("mean", Measure("order_placed", Aggregation.Avg, "total")),
        ],
        Expression = FormulaParser.Parse(formula).Value,
    };

    private static Measure Measure(string name, Aggregation aggregation, PropertyRef? property = null) =>
        new(new EventSelector([name]), aggregation) { Property = property };
}
