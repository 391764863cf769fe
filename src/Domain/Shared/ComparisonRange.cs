namespace Analytics.Domain.Shared;

/// <summary>The earlier range that a range is held against.</summary>
public static class ComparisonRange
{
    /// <summary>
    /// The range of the same length that ends where this one starts: as many local days when this one is whole
    /// days, the same elapsed time otherwise.
    /// </summary>
    /// <returns>The range, or <c>RANGE_OUT_OF_CALENDAR</c> when it would start before the calendar does.</returns>
    public static Result<TimeRange> PreviousPeriod(TimeRange range, TimeZoneInfo zone)
    {
        if (range.To - range.From > range.From - Earliest)
            return Problem.Invalid(
                "RANGE_OUT_OF_CALENDAR", "The period before a range this long starts before the calendar.", "compare");
        if (!IsWholeDays(range, zone))
            return Create(range.From - (range.To - range.From), range.From);
        var from = LocalCalendar.DayOf(range.From, zone);
        var days = LocalCalendar.DayOf(range.To, zone).DayNumber - from.DayNumber;
        return Create(LocalCalendar.StartOfDay(from.AddDays(-days), zone), range.From);
    }

    /// <summary>The same local dates and times one year before; 29 February becomes the 28th.</summary>
    public static TimeRange PreviousYear(TimeRange range, TimeZoneInfo zone) =>
        Create(YearBefore(range.From, zone), YearBefore(range.To, zone));

    private static bool IsWholeDays(TimeRange range, TimeZoneInfo zone) =>
        LocalCalendar.IsStartOfDay(range.From, zone) && LocalCalendar.IsStartOfDay(range.To, zone);

    private static DateTimeOffset YearBefore(DateTimeOffset instant, TimeZoneInfo zone) =>
        LocalCalendar.FromLocal(LocalCalendar.ToLocal(instant, zone).AddYears(-1), zone);

    // A year after the first instant there is: a local calendar needs some room below.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.MinValue.AddYears(1);

    // A gap of the clocks can swallow a range shorter than itself: one millisecond stands for it.
    private static TimeRange Create(DateTimeOffset from, DateTimeOffset to) =>
        TimeRange.Create(from, to > from ? to : from.AddMilliseconds(1)).Value;
}
