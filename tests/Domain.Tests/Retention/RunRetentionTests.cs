using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Tests.Metrics;
using static Analytics.Domain.Tests.Metrics.ShopFixture;

namespace Analytics.Domain.Tests.Retention;

/// <summary>Rates, averages and what is not over yet; the counting itself is the engines' contract.</summary>
public sealed class RunRetentionTests
{
    // Monday, 15 January, noon: the week of the 8th is over, that of the 15th is not.
    private readonly ShopFixture _shop = new() { Now = At("2024-01-15T12:00") };

    public RunRetentionTests() => _shop.Has(
        Event("buy", "2024-01-01T08:00", "ann"),
        Event("buy", "2024-01-02T08:00", "bob"),
        Event("buy", "2024-01-03T08:00", "cyd"),
        Event("buy", "2024-01-04T08:00", "dan"),
        Event("buy", "2024-01-08T08:00", "ann"),
        Event("buy", "2024-01-09T08:00", "eve"),
        Event("buy", "2024-01-15T08:00", "bob"),
        Event("buy", "2024-01-15T08:00", "eve"));

    private static readonly RetentionQuery _weekly = new()
    {
        Start = new EventSelector(["buy"]),
        Return = new EventSelector(["buy"]),
        Range = Days("2024-01-01", "2024-01-22"),
        Periods = 2,
    };

    [Fact]
    public async Task A_cell_that_is_not_over_has_no_figure_yet()
    {
        var cohorts = (await _shop.TryAsync(_weekly)).Value.Cohorts;

        Assert.Equal([4, 1, 0], cohorts.Select(cohort => cohort.Size));
        Assert.Equal(
            [
                new RetentionCell(0, 4, 4, null, 1, true),
                new RetentionCell(1, 1, 1, null, 0.25, true),
                new RetentionCell(2, null, 1, null, null, false),
            ],
            cohorts[0].Cells);
        Assert.Equal(
            [
                new RetentionCell(0, 1, 1, null, 1, true),
                new RetentionCell(1, null, 1, null, null, false),
                new RetentionCell(2, null, null, null, null, false),
            ],
            cohorts[1].Cells);
        Assert.All(cohorts[2].Cells, cell => Assert.False(cell.Complete));
    }

    [Fact]
    public async Task The_average_weighs_cohorts_by_size_and_leaves_out_what_is_not_over()
    {
        var average = (await _shop.TryAsync(_weekly)).Value.Average;

        Assert.Equal([1, 0.25, null], average.Select(cell => cell.Rate));
        Assert.Equal([5, 1, null], average.Select(cell => cell.Count));
        Assert.Equal([true, true, false], average.Select(cell => cell.Complete));
    }

    [Fact]
    public async Task Net_and_gross_retention_weigh_cohorts_by_their_value_in_period_0()
    {
        var shop = new ShopFixture { Now = At("2024-01-22T12:00") };
        shop.Has(
            Event("pay", "2024-01-01T08:00", "ann", "\"v\":10"),
            Event("pay", "2024-01-01T08:00", "bob", "\"v\":30"),
            Event("pay", "2024-01-08T08:00", "ann", "\"v\":40"),
            Event("pay", "2024-01-08T08:00", "cyd", "\"v\":60"),
            Event("pay", "2024-01-15T08:00", "cyd", "\"v\":15"));
        var query = _weekly with
        {
            Start = new EventSelector(["pay"]),
            Return = new EventSelector(["pay"]),
            Range = Days("2024-01-01", "2024-01-15"),
            Periods = 1,
            Value = new Measure(EventSelector.Any, Aggregation.Sum) { Property = "v" },
        };

        var result = (await shop.TryAsync(query)).Value;

        // Ann and Bob brought 40 and then 40, of which 10 are no more than before; Cyd 60 and then 15.
        Assert.Equal([1, 0.25], result.Cohorts.Select(cohort => cohort.Cells[1].NetRate));
        Assert.Equal([0.25, 0.25], result.Cohorts.Select(cohort => cohort.Cells[1].GrossRate));
        Assert.Equal((55 / 100.0, 25 / 100.0), (result.Average[1].NetRate, result.Average[1].GrossRate));
        Assert.Equal((1.0, 1.0), (result.Average[0].NetRate, result.Average[0].GrossRate));
        Assert.All((await shop.TryAsync(query with { Value = null })).Value.Average, cell => Assert.Null(cell.NetRate));
    }

    [Fact]
    public async Task Lifetime_value_adds_up_and_is_by_head_of_the_whole_cohort()
    {
        var shop = new ShopFixture { Now = At("2024-01-22T12:00") };
        shop.Has(
            Event("pay", "2024-01-01T08:00", "ann", "\"v\":10"), Event("pay", "2024-01-01T08:00", "bob", "\"v\":30"),
            Event("pay", "2024-01-08T08:00", "ann", "\"v\":40.50"), Event("pay", "2024-01-15T08:00", "bob", "\"v\":-5"),
            Event("pay", "2024-01-08T08:00", "cyd", "\"v\":60"), Event("pay", "2024-01-08T09:00", "dan", "\"v\":0"),
            Event("pay", "2024-01-08T09:00", "eve", "\"v\":6"));
        var query = _weekly with
        {
            Start = new EventSelector(["pay"]),
            Return = new EventSelector(["pay"]),
            Value = new Measure(EventSelector.Any, Aggregation.Sum) { Property = "v" },
        };

        var result = (await shop.TryAsync(query)).Value;

        Assert.Equal([40, 80.5m, 75.5m], result.Cohorts[0].Cells.Select(cell => cell.CumulativeValue));
        Assert.Equal([20, 40.25m, 37.75m], result.Cohorts[0].Cells.Select(cell => cell.ValuePerHead));
        // The week of the 22nd is not over.
        Assert.Equal([22, 22, null], result.Cohorts[1].Cells.Select(cell => cell.ValuePerHead));
        Assert.Equal((146.5m, 29.3m), (result.Average[1].CumulativeValue, result.Average[1].ValuePerHead));
        Assert.Equal((75.5m, 37.75m), (result.Average[2].CumulativeValue, result.Average[2].ValuePerHead));
        Assert.All((await shop.TryAsync(query with { Value = null })).Value.Average, cell => Assert.Null(cell.ValuePerHead));
        Assert.All(
            (await shop.TryAsync(query with { Value = query.Value! with { Aggregation = Aggregation.Avg } })).Value.Average,
            cell => Assert.Null(cell.CumulativeValue));
    }

    [Fact]
    public async Task Churn_is_the_share_of_those_still_there_whose_last_return_has_passed()
    {
        var shop = new ShopFixture { Now = At("2024-02-12T12:00") };
        foreach (var (actor, weeks) in new Dictionary<string, int[]> { ["ann"] = [0, 1, 2], ["bob"] = [0, 2], ["cyd"] = [0, 1], ["dan"] = [0] })
            shop.Has([.. weeks.Select(week => Event("buy", $"2024-01-{1 + (7 * week):00}T08:00", actor))]);

        var result = (await shop.TryAsync(_weekly with { ReturnBy = RetentionReturn.OnOrAfter })).Value;

        // Four were there in week 0 or later, three in week 1 or later, two in week 2.
        Assert.Equal([4, 3, 2], result.Cohorts[0].Cells.Select(cell => cell.Count));
        Assert.Equal([null, 0.25, 1 - (2 / 3.0)], result.Cohorts[0].Cells.Select(cell => cell.ChurnRate));
        Assert.All((await shop.TryAsync(_weekly)).Value.Average, cell => Assert.Null(cell.ChurnRate));
    }

    [Fact]
    public async Task Of_24_hours_a_cell_is_over_when_the_last_starter_of_the_cohort_had_his_time()
    {
        var cells = (await _shop.TryAsync(_weekly with { Rolling24Hours = true })).Value.Cohorts[0].Cells;

        // Starters until the 7th have their week 0 until the 14th and their week 1 until the 21st.
        Assert.Equal([true, false, false], cells.Select(cell => cell.Complete));
    }

    [Fact]
    public async Task On_or_after_is_over_with_the_last_period_only()
    {
        var cells = (await _shop.TryAsync(_weekly with { ReturnBy = RetentionReturn.OnOrAfter, Periods = 1 })).Value
            .Cohorts[0].Cells;

        Assert.Equal([true, true], cells.Select(cell => cell.Complete));
        Assert.Equal([4, 1], cells.Select(cell => cell.Count));
        Assert.All(
            (await _shop.TryAsync(_weekly with { ReturnBy = RetentionReturn.OnOrAfter })).Value.Cohorts[0].Cells,
            cell => Assert.False(cell.Complete));
    }

    [Fact]
    public async Task A_bracket_is_named_by_its_first_period_and_over_with_its_last()
    {
        var cells = (await _shop.TryAsync(_weekly with { ReturnBy = RetentionReturn.Bracket, Brackets = [0, 1] })).Value
            .Cohorts[0].Cells;

        Assert.Equal([(0, true), (1, false)], cells.Select(cell => (cell.Period, cell.Complete)));
    }

    [Fact]
    public async Task Values_that_add_up_have_a_sum_in_the_average_row()
    {
        var counted = (await _shop.TryAsync(_weekly with
        {
            Value = new Measure(EventSelector.Any, Aggregation.Count),
        })).Value;

        Assert.Equal([5m, 1m, null], counted.Average.Select(cell => cell.Value));
    }
}
