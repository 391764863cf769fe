using System.Globalization;

namespace Analytics.Domain.Tests.Shared;

public sealed class CalendarBucketsTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static TimeRange Range(string from, string to) => TimeRange.Create(At(from), At(to)).Value;

    private static List<double> Hours(TimeRange range, Interval interval, string zone)
    {
        var edges = CalendarBuckets.Edges(
            range, interval, TimeZoneInfo.FindSystemTimeZoneById(zone), DayOfWeek.Monday, 10_000).Value;
        return [.. edges.Zip(edges.Skip(1), (from, to) => (to - from).TotalHours)];
    }

    [Fact]
    public void A_day_in_which_clocks_go_forward_has_23_hours() =>
        Assert.Equal([24, 23, 24], Hours(Range("2026-03-28T00:00Z", "2026-03-30T23:00Z"), Interval.Day, "Europe/London"));

    [Fact]
    public void A_day_in_which_clocks_go_back_has_25_hours() =>
        Assert.Equal([24, 25, 24], Hours(Range("2026-10-23T23:00Z", "2026-10-27T00:00Z"), Interval.Day, "Europe/London"));

    [Fact]
    public void An_hour_is_one_elapsed_hour_also_while_clocks_change() =>
        Assert.All(Hours(Range("2026-10-24T23:00Z", "2026-10-26T00:00Z"), Interval.Hour, "Europe/London"),
            hours => Assert.Equal(1, hours));

    [Fact]
    public void Half_hour_zones_cut_hours_where_their_clocks_do()
    {
        var kolkata = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");

        Assert.Equal(
            At("2026-01-01T09:30Z"), CalendarBuckets.StartOf(At("2026-01-01T10:10Z"), Interval.Hour, kolkata, default));
    }

    [Fact]
    public void A_midnight_that_clocks_skip_starts_the_day_at_the_end_of_the_gap() =>
        Assert.Equal(
            At("2018-11-04T03:00Z"),
            LocalCalendar.StartOfDay(new DateOnly(2018, 11, 4), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")));

    [Fact]
    public void A_midnight_that_clocks_show_twice_is_the_first_one() =>
        Assert.Equal(
            At("2026-11-01T04:00Z"),
            LocalCalendar.StartOfDay(new DateOnly(2026, 11, 1), TimeZoneInfo.FindSystemTimeZoneById("America/Havana")));

    [Fact]
    public void A_day_that_a_zone_never_had_makes_no_bucket() =>
        Assert.Equal([24, 24], Hours(Range("2011-12-29T10:00Z", "2011-12-31T10:00Z"), Interval.Day, "Pacific/Apia"));

    [Theory]
    [InlineData(DayOfWeek.Monday, "2026-11-16T00:00Z")]
    [InlineData(DayOfWeek.Sunday, "2026-11-15T00:00Z")]
    [InlineData(DayOfWeek.Saturday, "2026-11-21T00:00Z")]
    public void A_week_starts_on_the_tenants_first_day(DayOfWeek weekStart, string expected) =>
        Assert.Equal(At(expected), CalendarBuckets.StartOf(At("2026-11-21T12:00Z"), Interval.Week, London, weekStart));

    [Theory]
    [InlineData(Interval.Month, "2026-11-01T00:00Z", "2026-12-01T00:00Z")]
    [InlineData(Interval.Quarter, "2026-09-30T23:00Z", "2027-01-01T00:00Z")]
    [InlineData(Interval.Year, "2026-01-01T00:00Z", "2027-01-01T00:00Z")]
    public void Longer_buckets_follow_the_local_calendar(Interval interval, string start, string end)
    {
        Assert.Equal(At(start), CalendarBuckets.StartOf(At("2026-11-21T12:00Z"), interval, London, DayOfWeek.Monday));
        Assert.Equal(At(end), CalendarBuckets.EndOf(At("2026-11-21T12:00Z"), interval, London, DayOfWeek.Monday));
    }

    [Fact]
    public void The_range_cuts_its_first_and_last_bucket()
    {
        var edges = CalendarBuckets.Edges(
            Range("2026-01-01T06:00Z", "2026-01-03T12:00Z"), Interval.Day, TimeZoneInfo.Utc, DayOfWeek.Monday, 100).Value;

        Assert.Equal(
            [At("2026-01-01T06:00Z"), At("2026-01-02T00:00Z"), At("2026-01-03T00:00Z"), At("2026-01-03T12:00Z")], edges);
    }

    [Fact]
    public void A_range_of_too_many_buckets_is_refused_before_they_are_made()
    {
        var result = CalendarBuckets.Edges(
            Range("1900-01-01T00:00Z", "2026-01-01T00:00Z"), Interval.Hour, TimeZoneInfo.Utc, DayOfWeek.Monday, 1_000);

        Assert.Equal("TOO_MANY_BUCKETS", result.Problem?.Code);
    }

    // The twin walks every minute of two years and asks the zone for its local date.
    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Pacific/Chatham")]
    public void Days_start_where_the_local_date_first_changes(string zoneName)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var range = Range("2024-06-01T00:00Z", "2026-06-01T00:00Z");
        var expected = new List<DateTimeOffset> { range.From };
        var latest = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(range.From, zone).DateTime);
        for (var minute = range.From; minute < range.To; minute = minute.AddMinutes(1))
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(minute, zone).DateTime);
            if (day <= latest)
                continue;
            latest = day;
            expected.Add(minute);
        }

        expected.Add(range.To);

        Assert.Equal(expected, CalendarBuckets.Edges(range, Interval.Day, zone, DayOfWeek.Monday, 1_000).Value);
    }
}
