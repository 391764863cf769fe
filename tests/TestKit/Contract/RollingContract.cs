using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit.Contract;

/// <summary>Facts about local calendars, points that look back, and points that add up.</summary>
public abstract class RollingContract(EngineUnderTest engine) : EngineContract(engine)
{
    private const double Hour = 3_600;
    private const double Day = 86_400;

    [Theory]
    [InlineData("Europe/Berlin", 2024, 3, 31, 23)]
    [InlineData("Europe/Berlin", 2024, 10, 27, 25)]
    [InlineData("America/New_York", 2024, 3, 10, 23)]
    [InlineData("America/New_York", 2024, 11, 3, 25)]
    [InlineData("Australia/Lord_Howe", 2024, 10, 6, 24)]    // half an hour is skipped: hours that start in the day
    [InlineData("Africa/Cairo", 2024, 4, 26, 23)]           // the day has no midnight
    [InlineData("Asia/Kolkata", 2024, 3, 31, 24)]
    public async Task Day_with_a_change_of_clocks_has_its_own_length(string zone, int year, int month, int day, int hours)
    {
        var calendar = In(zone);
        var date = new DateOnly(year, month, day);
        var from = LocalCalendar.StartOfDay(date.AddDays(-1), calendar.Zone);
        var middle = LocalCalendar.StartOfDay(date, calendar.Zone);
        var to = LocalCalendar.StartOfDay(date.AddDays(2), calendar.Zone);
        // One event an elapsed hour, from the day's first instant on in both directions.
        await HasAsync([
            .. Enumerable.Range(-24, 72)
                .Select(hour => middle.AddHours(hour))
                .Where(at => at >= from && at < to)
                .Select(at => Event("a", "x", (at - Start).TotalSeconds)),
        ]);

        var answer = await SeriesAsync(Query(Aggregation.Count) with
        {
            Range = TimeRange.Create(from, to).Value, Interval = Interval.Day, Calendar = calendar,
        });

        Assert.Equal(3, answer.All.Points.Length);
        Assert.Equal(hours, answer.All.Points[1]);
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, new[] { 7, 3 })]
    [InlineData(DayOfWeek.Sunday, new[] { 6, 4 })]
    [InlineData(DayOfWeek.Saturday, new[] { 5, 5 })]
    public async Task Week_starts_when_the_calendar_says(DayOfWeek weekStart, int[] counts)
    {
        await HasAsync([.. Enumerable.Range(0, 10).Select(day => Event("a", "x", (day * Day) + 1))]);

        var answer = await SeriesAsync(Query(Aggregation.Count) with
        {
            Range = Days(0, 10), Interval = Interval.Week, Calendar = In("Etc/UTC", weekStart),
        });

        Assert.Equal(counts.Select(count => (decimal?)count), answer.All.Points);
    }

    [Fact]
    public async Task Event_a_quarter_before_midnight_belongs_to_the_local_day()
    {
        // 22:45 UTC is 23:45 in Berlin, 23:15 UTC the next day there.
        await HasAsync(Event("a", "x", 22.75 * Hour), Event("a", "x", 23.25 * Hour));

        var range = TimeRange.Create(Start.AddHours(-1), Start.AddHours(47)).Value;
        var answer = await SeriesAsync(Query(Aggregation.Count) with
        {
            Range = range, Interval = Interval.Day, Calendar = In("Europe/Berlin"),
        });

        Assert.Equal([1, 1], answer.All.Points);
    }

    [Fact]
    public async Task Rolling_point_counts_each_actor_of_its_buckets_once_also_from_before_the_range()
    {
        await HasAsync(
            Event("a", "x", -2.5 * Day), Event("a", "y", -1.5 * Day), Event("a", "z", -0.5 * Day),
            Event("a", "z", 0.5 * Day), Event("a", "x", 2.5 * Day), Event("a", null, 2.5 * Day));

        var answer = await SeriesAsync(Query(Aggregation.UniqueActors) with
        {
            Range = Days(0, 4), Interval = Interval.Day, Rolling = 3,
        });

        Assert.Equal([2, 1, 2, 1], answer.All.Points);   // {y,z} {z} {z,x} {x}
        Assert.Equal(2, answer.All.Total);
    }

    [Fact]
    public async Task Rolling_point_begins_with_a_whole_bucket_where_the_range_cuts_the_first()
    {
        await HasAsync(
            Event("a", "x", -0.9 * Day), Event("a", "x", 0.1 * Day), Event("a", "x", 0.6 * Day), Event("a", "x", 1.5 * Day));

        var query = Query(Aggregation.Count) with { Range = Days(0.5, 1.75), Interval = Interval.Day };

        Assert.Equal([1, 1], (await SeriesAsync(query)).All.Points);
        Assert.Equal([3, 3], (await SeriesAsync(query with { Rolling = 2 })).All.Points);
        Assert.Equal(2, (await SeriesAsync(query with { Rolling = 2 })).All.Total);
    }

    [Fact]
    public async Task Rolling_days_are_local_days()
    {
        // In New York the 10th of March has 23 hours; 04:30 UTC of the 9th is the 8th there.
        var calendar = In("America/New_York");
        var from = LocalCalendar.StartOfDay(new DateOnly(2024, 3, 10), calendar.Zone);
        var second = (from - Start).TotalSeconds;
        await HasAsync(
            Event("a", "x", second - (24 * Hour)), Event("a", "y", second - (24 * Hour) - 0.001),
            Event("a", "z", second + (23 * Hour) - 0.001), Event("a", "u", second + (23 * Hour)));

        var answer = await SeriesAsync(Query(Aggregation.UniqueActors) with
        {
            Range = TimeRange.Create(from, from.AddHours(23 + 24)).Value, Interval = Interval.Day, Rolling = 2, Calendar = calendar,
        });

        Assert.Equal([2, 2], answer.All.Points);   // {x,z} {z,u}
    }

    [Fact]
    public async Task Rolling_groups_are_those_of_all_events_read()
    {
        await HasAsync(
            Event("a", "x", -0.5 * Day, """{"k":"before"}"""), Event("a", "x", 0.5 * Day, """{"k":"in"}"""),
            Event("a", "y", 0.6 * Day, """{"k":"in"}"""), Event("a", "y", 1.6 * Day, """{"k":"late"}"""));

        var query = Query(Aggregation.Count) with { Range = Days(0, 2), Interval = Interval.Day, Rolling = 2, Breakdown = new("k", 2) };
        var answer = await SeriesAsync(query);

        Assert.Equal(["in", "late"], answer.Groups.Select(group => group.Key.Only));
        Assert.Equal([2, 2], answer.Groups[0].Values.Points);
        Assert.Equal((0, 3), (answer.Other!.Total, answer.GroupCount));
        Assert.Equal([1, 0], answer.Other.Points);
    }

    [Fact]
    public async Task Cumulative_point_is_computed_from_the_start_of_the_range()
    {
        await HasAsync(
            Event("a", "x", -1, """{"v":9}"""), Event("a", "x", 1, """{"v":5}"""), Event("a", "y", 2, """{"v":1}"""),
            Event("a", "x", Day, """{"v":2}"""), Event("a", "z", 3 * Day, """{"v":7}"""));

        var query = Query(Aggregation.UniqueActors) with { Range = Days(0, 4), Interval = Interval.Day, Cumulative = true };
        var median = query with
        {
            Measure = new Measure(EventSelector.Any, Aggregation.Median) { Property = "v" },
        };

        Assert.Equal([2, 2, 2, 3], (await SeriesAsync(query)).All.Points);
        Assert.Equal([3, 2, 2, 3.5m], (await SeriesAsync(median)).All.Points);
    }

    private static SeriesQuery Query(Aggregation aggregation) => new()
    {
        Range = TenMinutes, Measure = new Measure(EventSelector.Any, aggregation),
    };
}
