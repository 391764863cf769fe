using System.Globalization;
using Analytics.Domain.Jobs;

namespace Analytics.Domain.Tests.Jobs;

public sealed class LocalScheduleTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo _kolkata = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");

    // Clocks of Berlin go forward at 01:00 UTC on 31 March 2024 and back at 01:00 UTC on 27 October.
    [Theory]
    [InlineData("2024-03-30T12:00Z", "2024-03-30T01:30Z", "2024-03-31T01:00Z")]   // 02:30 does not exist: at its end
    [InlineData("2024-03-31T00:59Z", "2024-03-30T01:30Z", "2024-03-31T01:00Z")]
    [InlineData("2024-03-31T01:00Z", "2024-03-31T01:00Z", "2024-04-01T00:30Z")]
    [InlineData("2024-10-27T00:30Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z")]   // twice: the first time only
    [InlineData("2024-10-27T01:30Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z")]
    [InlineData("2024-10-28T01:29Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z")]
    public void A_local_time_is_due_once_a_day_also_where_the_clocks_change(string now, string latest, string next) =>
        AssertDue(LocalSchedule.Daily(new TimeOnly(2, 30)), _berlin, now, latest, next);

    [Theory]
    [InlineData("2024-05-01T10:00Z", "2024-05-01T09:45Z", "2024-05-01T10:45Z")]   // 15:15 and 16:15 of Kolkata
    [InlineData("2024-05-01T09:45Z", "2024-05-01T09:45Z", "2024-05-01T10:45Z")]
    [InlineData("2024-05-01T09:44Z", "2024-05-01T08:45Z", "2024-05-01T09:45Z")]
    public void An_hour_s_minute_is_that_of_the_local_clock(string now, string latest, string next) =>
        AssertDue(LocalSchedule.Hourly(15), _kolkata, now, latest, next);

    [Theory]
    [InlineData("2024-05-05T21:59Z", "2024-04-28T22:00Z", "2024-05-05T22:00Z")]   // Monday at midnight of Berlin
    [InlineData("2024-05-05T22:00Z", "2024-05-05T22:00Z", "2024-05-12T22:00Z")]
    public void A_week_s_time_is_due_on_its_day(string now, string latest, string next) =>
        AssertDue(LocalSchedule.Weekly(DayOfWeek.Monday, TimeOnly.MinValue), _berlin, now, latest, next);

    [Theory]
    [InlineData("2024-02-29T11:00Z", "2024-01-31T12:00Z", "2024-02-29T12:00Z")]
    [InlineData("2024-03-30T00:00Z", "2024-02-29T12:00Z", "2024-03-31T12:00Z")]
    [InlineData("2023-02-28T12:00Z", "2023-02-28T12:00Z", "2023-03-31T12:00Z")]
    public void A_month_that_is_too_short_has_its_last_day(string now, string latest, string next) =>
        AssertDue(LocalSchedule.Monthly(31, new TimeOnly(12, 0)), TimeZoneInfo.Utc, now, latest, next);

    [Theory]
    [InlineData("2024-06-30T23:59Z", "2024-04-01T06:00Z", "2024-07-01T06:00Z")]
    [InlineData("2024-07-01T06:00Z", "2024-07-01T06:00Z", "2024-10-01T06:00Z")]
    public void A_quarter_s_time_is_due_in_its_first_month(string now, string latest, string next) =>
        AssertDue(LocalSchedule.Quarterly(1, new TimeOnly(6, 0)), TimeZoneInfo.Utc, now, latest, next);

    [Fact]
    public void From_due_time_to_due_time_none_is_left_out_and_none_comes_twice()
    {
        LocalSchedule[] schedules =
        [
            LocalSchedule.Hourly(59), LocalSchedule.Daily(new(2, 30)), LocalSchedule.Weekly(DayOfWeek.Sunday, new(2, 30)),
            LocalSchedule.Monthly(31, new(2, 30)), LocalSchedule.Quarterly(31, new(23, 59)),
        ];
        foreach (var schedule in schedules)
        {
            var at = Instant("2023-12-01T00:00Z");
            for (var i = 0; i < 400; i++)
            {
                var next = schedule.NextDue(at, _berlin);
                Assert.True(next > at);
                Assert.Equal(next, schedule.LatestDue(next, _berlin));
                Assert.Equal(next, schedule.LatestDue(schedule.NextDue(next, _berlin).AddTicks(-1), _berlin));
                at = next;
            }
        }
    }

    private static void AssertDue(LocalSchedule schedule, TimeZoneInfo zone, string now, string latest, string next)
    {
        Assert.Equal(Instant(latest), schedule.LatestDue(Instant(now), zone));
        Assert.Equal(Instant(next), schedule.NextDue(Instant(now), zone));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
