using System.Globalization;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;

namespace Analytics.Domain.Tests.Snapshots;

public sealed class DuePeriodsTests
{
    [Fact]
    public void Every_hour_day_week_and_month_that_is_over_is_due_as_the_tenant_has_them()
    {
        // Berlin puts its clocks forward on Sunday, the 31st of March 2024.
        var due = Of("Europe/Berlin", first: "2024-03-30T10:20", "1970-01-01T00:00", until: "2024-04-01T00:30");

        Assert.Equal(
            [
                "Day 2024-03-29T23:00 2024-03-30T23:00", "Hour 2024-03-30T10:00 2024-03-31T00:00",
                "Day 2024-03-30T23:00 2024-03-31T22:00", "Week 2024-03-24T23:00 2024-03-31T22:00",
                "Month 2024-02-29T23:00 2024-03-31T22:00", "Hour 2024-03-31T00:00 2024-04-01T00:00",
            ],
            due);
    }

    [Fact]
    public void What_is_covered_is_not_due_and_hours_that_are_missing_of_a_day_come_together()
    {
        var due = Of(
            "Etc/UTC", first: "2024-03-30T00:00", "1970-01-01T00:00", until: "2024-03-31T03:59",
            new(SnapshotGrain.Hour, At("2024-03-30T04:00"), At("2024-03-30T06:00")),
            new(SnapshotGrain.Hour, At("2024-03-31T01:00"), At("2024-03-31T02:00")),
            new(SnapshotGrain.Day, At("2024-03-30T00:00"), At("2024-03-31T00:00")));

        Assert.Equal(
            [
                "Hour 2024-03-30T00:00 2024-03-30T04:00", "Hour 2024-03-30T06:00 2024-03-31T00:00",
                "Hour 2024-03-31T00:00 2024-03-31T01:00", "Hour 2024-03-31T02:00 2024-03-31T03:00",
            ],
            due);
    }

    [Fact]
    public void Nothing_is_due_that_begins_before_the_raw_events_do()
    {
        // A zone of half hours: the tenant's month does not begin at a full hour of UTC.
        var due = Of("Asia/Kolkata", first: "2023-01-01T00:00", "2024-02-29T18:30", until: "2024-03-02T00:00");

        Assert.Equal(
            [
                "Hour 2024-02-29T19:00 2024-03-01T00:00", "Day 2024-02-29T18:30 2024-03-01T18:30",
                "Hour 2024-03-01T00:00 2024-03-02T00:00",
            ],
            due);
    }

    private static IEnumerable<string> Of(
        string zone, string first, string notBefore, string until, params SnapshotPeriod[] covered) =>
        DuePeriods.Of(
                new QueryCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), DayOfWeek.Monday),
                At(first), At(notBefore), At(until), covered)
            .Select(period => string.Create(
                CultureInfo.InvariantCulture,
                $"{period.Grain} {period.From.UtcDateTime:yyyy-MM-dd'T'HH:mm} {period.To.UtcDateTime:yyyy-MM-dd'T'HH:mm}"));

    private static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
