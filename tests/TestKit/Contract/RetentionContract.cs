using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about retention.</summary>
public abstract class RetentionContract(EngineUnderTest engine) : EngineContract(engine)
{
    private const double Day = 86_400;
    private const double Hour = 3_600;

    [Fact]
    public async Task Matrix_has_a_row_a_period_and_a_column_more_than_periods()
    {
        await HasAsync(
            Event("a", "x", 0.2 * Day), Event("a", "x", 1.2 * Day), Event("a", "x", 3.2 * Day),
            Event("a", "y", 1.5 * Day), Event("a", "y", 3.5 * Day), Event("a", null, 1.5 * Day));

        var answer = await AskAsync(Daily(2));

        Assert.Equal([Start, Start.AddDays(1), Start.AddDays(2)], answer.Cohorts.Select(cohort => cohort.Start));
        Assert.Equal([1, 1, 0], answer.Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([1, 1, 0], answer.Cohorts[0].Counts);
        Assert.Equal([1, 0, 1], answer.Cohorts[1].Counts);
        Assert.Equal([0, 0, 0], answer.Cohorts[2].Counts);
        Assert.Empty(answer.Cohorts[0].Values);
    }

    [Fact]
    public async Task Start_counts_as_a_return_only_if_it_matches_and_nothing_before_it_does()
    {
        await HasAsync(
            Event("login", "x", 1), Event("signup", "x", 2),
            Event("signup", "y", 2), Event("login", "y", 3),
            Event("signup", "z", 2, sequence: 1), Event("login", "z", 2, sequence: 2), Event("login", "z", 1));

        var query = Daily(1) with { Start = new(["signup"]) };

        Assert.Equal([3, 0], (await AskAsync(query)).Cohorts[0].Counts);
        Assert.Equal([2, 0], (await AskAsync(query with { Return = new(["login"]) })).Cohorts[0].Counts);
    }

    [Fact]
    public async Task Cohort_is_that_of_the_first_start_in_the_range_or_ever_or_of_each_period()
    {
        await HasAsync(
            Event("a", "x", -1 * Day), Event("a", "x", 0.5 * Day), Event("a", "x", 1.5 * Day),
            Event("a", "y", 0.6 * Day), Event("a", "y", 0.7 * Day), Event("a", "y", 2.5 * Day));

        Assert.Equal([2, 0, 0], await SizesAsync(Daily(1)));
        Assert.Equal([1, 0, 0], await SizesAsync(Daily(1) with { StartBy = RetentionStart.FirstEver }));
        var recurring = await AskAsync(Daily(1) with { StartBy = RetentionStart.Recurring });
        Assert.Equal([2, 1, 1], recurring.Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([2, 1], recurring.Cohorts[0].Counts);
        Assert.Equal([1, 0], recurring.Cohorts[2].Counts);
    }

    [Fact]
    public async Task Value_is_kept_by_each_actor_up_to_what_it_was_in_its_first_period()
    {
        await HasAsync(
            Event("pay", "more", 1, """{"v":10}"""), Event("pay", "more", 1 * Day, """{"v":25.5}"""),
            Event("pay", "less", 1, """{"v":30}"""), Event("pay", "less", 2, """{"v":10}"""), Event("pay", "less", 1 * Day, """{"v":15}"""),
            Event("pay", "gone", 1, """{"v":50}"""), Event("pay", "back", 1, """{"v":5}"""), Event("pay", "back", 1 * Day, """{"v":-2}"""),
            Event("pay", "nothing", 1, """{"v":0}"""), Event("pay", "nothing", 1 * Day, """{"v":7}"""));
        var query = Daily(1) with
        {
            Range = Days(0, 1), Start = new(["pay"]), Return = new(["pay"]),
            Value = new Measure(EventSelector.Any, Aggregation.Sum) { Property = "v" },
        };

        var cohort = (await AskAsync(query)).Cohorts[0];

        Assert.Equal([105m, 45.5m], cohort.Values);
        Assert.Equal([105m, 25m], cohort.Kept);
        Assert.Empty((await AskAsync(query with { ReturnBy = RetentionReturn.OnOrAfter })).Cohorts[0].Kept);
        Assert.Empty((await AskAsync(query with { Value = new Measure(EventSelector.Any, Aggregation.Max) { Property = "v" } })).Cohorts[0].Kept);
    }

    [Fact]
    public async Task Return_may_lie_after_the_range()
    {
        await HasAsync(Event("a", "x", 2.9 * Day), Event("a", "x", 5.1 * Day));

        var last = (await AskAsync(Daily(3))).Cohorts[2];

        Assert.Equal(1, last.Size);
        Assert.Equal([1, 0, 0, 1], last.Counts);
    }

    [Fact]
    public async Task On_or_after_takes_later_periods_that_are_shown_and_brackets_take_spans()
    {
        await HasAsync(
            Event("a", "x", 1), Event("a", "x", 2 * Day), Event("a", "y", 1), Event("a", "y", 4 * Day), Event("a", "y", 5 * Day),
            Event("a", "z", 1), Event("a", "z", 9 * Day));

        var query = Daily(5) with { Range = Days(0, 1) };

        Assert.Equal([3, 0, 1, 0, 1, 1], (await AskAsync(query)).Cohorts[0].Counts);
        Assert.Equal(
            [3, 2, 2, 1, 1, 1], (await AskAsync(query with { ReturnBy = RetentionReturn.OnOrAfter })).Cohorts[0].Counts);
        Assert.Equal(
            [1, 1],
            (await AskAsync(query with { ReturnBy = RetentionReturn.Bracket, Brackets = [1, 4] })).Cohorts[0].Counts);
    }

    [Fact]
    public async Task Sign_up_before_midnight_returns_by_the_calendar_and_not_yet_by_hours()
    {
        // Signed up at 23:45, back at 00:15 and a day after that.
        await HasAsync(
            Event("a", "x", 23.75 * Hour), Event("a", "x", 24.25 * Hour),
            Event("a", "y", 23.75 * Hour), Event("a", "y", 47.75 * Hour),
            Event("a", "z", 23.75 * Hour), Event("a", "z", (47.75 * Hour) - 0.001));

        var query = Daily(2) with { Range = Days(0, 1) };

        Assert.Equal([3, 3, 0], (await AskAsync(query)).Cohorts[0].Counts);
        Assert.Equal([3, 1, 0], (await AskAsync(query with { Rolling24Hours = true })).Cohorts[0].Counts);
    }

    [Fact]
    public async Task Rolling_months_are_thirty_days()
    {
        await HasAsync(
            Event("a", "x", 2 * Day), Event("a", "x", 32 * Day),
            Event("a", "y", 2 * Day), Event("a", "y", (32 * Day) - 0.001));

        var query = Daily(1) with { Range = Days(0, 31), Period = Interval.Month };

        Assert.Equal([2, 2], (await AskAsync(query)).Cohorts[0].Counts);
        Assert.Equal([2, 1], (await AskAsync(query with { Rolling24Hours = true })).Cohorts[0].Counts);
    }

    [Fact]
    public async Task Days_with_a_change_of_clocks_are_one_period_each()
    {
        var calendar = In("America/New_York");
        var from = LocalCalendar.StartOfDay(new DateOnly(2024, 3, 10), calendar.Zone);
        var second = (from - Start).TotalSeconds;
        await HasAsync(
            Event("a", "x", second), Event("a", "x", second + (23 * Hour)),
            Event("a", "y", second), Event("a", "y", second + (23 * Hour) - 0.001));

        var query = Daily(1) with { Range = TimeRange.Create(from, from.AddHours(1)).Value, Calendar = calendar };

        Assert.Equal([2, 1], (await AskAsync(query)).Cohorts[0].Counts);
    }

    [Fact]
    public async Task Period_that_the_range_cuts_is_shown_from_its_own_start()
    {
        await HasAsync(Event("a", "x", 1 * Day), Event("a", "x", 3 * Day), Event("a", "y", 8 * Day));

        var query = Daily(1) with { Range = Days(2, 10), Period = Interval.Week };
        var answer = await AskAsync(query);

        Assert.Equal([Start, Start.AddDays(7)], answer.Cohorts.Select(cohort => cohort.Start));
        Assert.Equal([1, 1], answer.Cohorts.Select(cohort => cohort.Size));
        var sunday = await AskAsync(query with { Calendar = In("Etc/UTC", DayOfWeek.Sunday) });
        Assert.Equal([Start.AddDays(-1), Start.AddDays(6)], sunday.Cohorts.Select(cohort => cohort.Start));
    }

    [Fact]
    public async Task Cells_hold_a_figure_of_the_return_events()
    {
        await HasAsync(
            Event("signup", "x", 1), Event("order", "x", 2, """{"v":10}"""), Event("order", "x", 1.1 * Day, """{"v":0.1}"""),
            Event("order", "x", 1.2 * Day, """{"v":0.2}"""), Event("signup", "y", 1), Event("order", "y", 1.5 * Day, """{"v":4}"""),
            Event("order", "z", 1.5 * Day, """{"v":1000}"""), Event("order", "y", 0.5, """{"v":1000}"""));

        var query = Daily(2) with
        {
            Range = Days(0, 1), Start = new(["signup"]), Return = new(["order"]),
            Value = new Measure(EventSelector.Any, Aggregation.Sum) { Property = "v" },
        };
        var sums = (await AskAsync(query)).Cohorts[0];

        Assert.Equal([1, 2, 0], sums.Counts);
        Assert.Equal([10, 4.3m, 0], sums.Values);
        Assert.Equal([14.3m, 4.3m, 0], (await AskAsync(query with { ReturnBy = RetentionReturn.OnOrAfter })).Cohorts[0].Values);
        var maximum = query with { Value = new Measure(EventSelector.Any, Aggregation.Max) { Property = "v" } };
        Assert.Equal([10, 4, null], (await AskAsync(maximum)).Cohorts[0].Values);
    }

    [Fact]
    public async Task Breakdown_reads_the_start_event_and_shows_whole_matrices()
    {
        await HasAsync(
            Event("a", "x", 1, """{"k":"p"}"""), Event("a", "x", 1.1 * Day, """{"k":"q"}"""), Event("a", "y", 2, """{"k":"p"}"""),
            Event("a", "z", 1.5 * Day, """{"k":"q"}"""), Event("a", "u", 1), Event("a", "v", 2, """{"k":"r"}"""));

        var answer = await AskAsync(Daily(1) with { Breakdown = new("k", 1) });

        Assert.Equal(["p", null], answer.Groups.Select(group => group.Key.Only));
        Assert.Equal([2, 0, 0], answer.Groups[0].Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([2, 1], answer.Groups[0].Cohorts[0].Counts);
        Assert.Equal([1, 1, 0], answer.Other!.Value.Select(cohort => cohort.Size));
        Assert.Equal([4, 1, 0], answer.Cohorts.Select(cohort => cohort.Size));
    }

    [Fact]
    public async Task Condition_of_the_question_holds_for_starts_and_returns()
    {
        await HasAsync(
            Event("a", "x", 1, """{"web":1}"""), Event("a", "x", 1.1 * Day), Event("a", "y", 1), Event("a", "y", 2 * Day, """{"web":1}"""));

        var answer = await AskAsync(Daily(1) with { Filter = new EventFilter.Exists("web") });

        Assert.Equal([1, 0, 1], answer.Cohorts.Select(cohort => cohort.Size));
        Assert.Equal([1, 0], answer.Cohorts[0].Counts);
    }

    [Fact]
    public async Task Empty_log_has_every_period()
    {
        var answer = await AskAsync(Daily(1) with { Value = new Measure(EventSelector.Any, Aggregation.Count) });

        Assert.Equal([0, 0, 0], answer.Cohorts.Select(cohort => cohort.Size));
        Assert.All(answer.Cohorts, cohort => Assert.Equal([0, 0], cohort.Values));
    }

    private async Task<IEnumerable<long>> SizesAsync(RetentionQuery query) =>
        (await AskAsync(query)).Cohorts.Select(cohort => cohort.Size);

    private static RetentionQuery Daily(int periods) => new() { Range = Days(0, 3), Period = Interval.Day, Periods = periods };
}
