using System.Globalization;

namespace Analytics.Domain.Tests.Shared;

public sealed class RequestedRangeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = At("2026-11-21T12:00Z");

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [Theory]
    [InlineData(RangePreset.Today, "2026-11-20T23:00Z", "2026-11-21T12:00Z")]
    [InlineData(RangePreset.Yesterday, "2026-11-19T23:00Z", "2026-11-20T23:00Z")]
    [InlineData(RangePreset.ThisWeek, "2026-11-15T23:00Z", "2026-11-21T12:00Z")]
    [InlineData(RangePreset.LastWeek, "2026-11-08T23:00Z", "2026-11-15T23:00Z")]
    [InlineData(RangePreset.ThisMonth, "2026-10-31T23:00Z", "2026-11-21T12:00Z")]
    [InlineData(RangePreset.LastMonth, "2026-09-30T22:00Z", "2026-10-31T23:00Z")]
    [InlineData(RangePreset.ThisQuarter, "2026-09-30T22:00Z", "2026-11-21T12:00Z")]
    [InlineData(RangePreset.LastQuarter, "2026-06-30T22:00Z", "2026-09-30T22:00Z")]
    [InlineData(RangePreset.ThisYear, "2025-12-31T23:00Z", "2026-11-21T12:00Z")]
    [InlineData(RangePreset.LastYear, "2024-12-31T23:00Z", "2025-12-31T23:00Z")]
    public void A_preset_follows_the_local_calendar(RangePreset preset, string from, string to)
    {
        var range = new RequestedRange.Preset(preset).Resolve(Now, Berlin, DayOfWeek.Monday).Value;

        Assert.Equal((At(from), At(to)), (range.From, range.To));
    }

    [Fact]
    public void Dates_start_at_local_midnight_and_leave_the_end_date_out()
    {
        var range = new RequestedRange.Dates(new(2026, 3, 29), new(2026, 3, 30))
            .Resolve(Now, Berlin, DayOfWeek.Monday).Value;

        Assert.Equal((At("2026-03-28T23:00Z"), At("2026-03-29T22:00Z")), (range.From, range.To));
    }

    [Fact]
    public void A_range_without_an_instant_in_it_is_refused() =>
        Assert.Equal("RANGE_EMPTY", new RequestedRange.Instants(Now, Now).Resolve(Now, Berlin, default).Problem?.Code);

    [Fact]
    public void Years_that_the_calendar_cannot_hold_are_refused() =>
        Assert.Equal(
            "RANGE_OUT_OF_CALENDAR",
            new RequestedRange.Dates(new(1, 1, 1), new(2026, 1, 1)).Resolve(Now, Berlin, default).Problem?.Code);

    [Fact]
    public void The_period_before_whole_local_days_is_as_many_local_days()
    {
        var range = TimeRange.Create(At("2026-03-28T23:00Z"), At("2026-03-30T22:00Z")).Value;

        var earlier = ComparisonRange.PreviousPeriod(range, Berlin).Value;

        Assert.Equal((At("2026-03-26T23:00Z"), At("2026-03-28T23:00Z")), (earlier.From, earlier.To));
    }

    [Fact]
    public void The_period_before_other_ranges_is_as_long_in_elapsed_time()
    {
        var range = TimeRange.Create(At("2026-03-29T00:30Z"), At("2026-03-29T03:30Z")).Value;

        var earlier = ComparisonRange.PreviousPeriod(range, Berlin).Value;

        Assert.Equal((At("2026-03-28T21:30Z"), At("2026-03-29T00:30Z")), (earlier.From, earlier.To));
    }

    [Fact]
    public void A_period_that_would_start_before_the_calendar_is_refused()
    {
        var range = TimeRange.Create(At("1000-01-01T00:00Z"), At("2026-01-01T00:00Z")).Value;

        var problem = ComparisonRange.PreviousPeriod(range, Berlin).Problem;

        Assert.Equal(("RANGE_OUT_OF_CALENDAR", "compare"), (problem?.Code, problem?.Path));
    }

    [Fact]
    public void The_year_before_29_February_has_the_28th()
    {
        var range = TimeRange.Create(At("2024-02-28T23:00Z"), At("2024-02-29T23:00Z")).Value;

        var earlier = ComparisonRange.PreviousYear(range, Berlin);

        Assert.Equal((At("2023-02-27T23:00Z"), At("2023-02-28T23:00Z")), (earlier.From, earlier.To));
    }
}
