namespace Analytics.Domain.Shared;

/// <summary>A range as a caller names it; it becomes instants with a clock and a calendar.</summary>
public abstract record RequestedRange
{
    private RequestedRange()
    {
    }

    /// <summary>Two instants.</summary>
    public sealed record Instants(DateTimeOffset From, DateTimeOffset To) : RequestedRange;

    /// <summary>Two local dates, the second one not included.</summary>
    public sealed record Dates(DateOnly From, DateOnly To) : RequestedRange;

    /// <summary>The time that ends now.</summary>
    public sealed record Last(TimeSpan Length) : RequestedRange;

    /// <summary>A named part of the calendar.</summary>
    public sealed record Preset(RangePreset Name) : RequestedRange;

    /// <summary>The range in instants.</summary>
    /// <param name="now">From the clock.</param>
    /// <param name="zone">Whose days.</param>
    /// <param name="weekStart">First day of the week.</param>
    /// <returns>The range, or a problem when it is empty or out of the calendar.</returns>
    public Result<TimeRange> Resolve(DateTimeOffset now, TimeZoneInfo zone, DayOfWeek weekStart) => this switch
    {
        Instants(var from, var to) => Within(from, to),
        Dates(var from, var to) when from.Year is < MinYear or > MaxYear || to.Year is < MinYear or > MaxYear =>
            OutOfCalendar,
        Dates(var from, var to) =>
            TimeRange.Create(LocalCalendar.StartOfDay(from, zone), LocalCalendar.StartOfDay(to, zone)),
        Last(var length) when length <= TimeSpan.Zero || length > TimeSpan.FromDays(366 * 100) =>
            Problem.Invalid("RANGE_EMPTY", "'last' is longer than zero and at most a hundred years.", "last"),
        Last(var length) => TimeRange.Create(now - length, now),
        Preset(var name) => Resolve(name, now, zone, weekStart),
        _ => throw new InvalidOperationException($"No way to resolve {GetType().Name}."),
    };

    private const int MinYear = 1000;
    private const int MaxYear = 9000;

    private static Problem OutOfCalendar =>
        Problem.Invalid("RANGE_OUT_OF_CALENDAR", $"A range lies between the years {MinYear} and {MaxYear}.");

    private static Result<TimeRange> Within(DateTimeOffset from, DateTimeOffset to) =>
        from.UtcDateTime.Year is < MinYear or > MaxYear || to.UtcDateTime.Year is < MinYear or > MaxYear
            ? OutOfCalendar
            : TimeRange.Create(from, to);

    private static Result<TimeRange> Resolve(
        RangePreset preset, DateTimeOffset now, TimeZoneInfo zone, DayOfWeek weekStart)
    {
        var interval = preset switch
        {
            RangePreset.Today or RangePreset.Yesterday => Interval.Day,
            RangePreset.ThisWeek or RangePreset.LastWeek => Interval.Week,
            RangePreset.ThisMonth or RangePreset.LastMonth => Interval.Month,
            RangePreset.ThisQuarter or RangePreset.LastQuarter => Interval.Quarter,
            _ => Interval.Year,
        };
        var start = CalendarBuckets.StartOf(now, interval, zone, weekStart);
        if (preset is RangePreset.Today or RangePreset.ThisWeek or RangePreset.ThisMonth
            or RangePreset.ThisQuarter or RangePreset.ThisYear)
            return TimeRange.Create(start, now > start ? now : start.AddMilliseconds(1));
        return TimeRange.Create(CalendarBuckets.StartOf(start.AddTicks(-1), interval, zone, weekStart), start);
    }
}
