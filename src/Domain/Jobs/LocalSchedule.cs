namespace Analytics.Domain.Jobs;

/// <summary>
/// Times of a tenant's calendar, one in each period. A time that the clocks leave out is due when they have passed it; one
/// that they show twice is due the first time.
/// </summary>
public sealed record LocalSchedule
{
    private const DayOfWeek AnyWeekStart = DayOfWeek.Monday;

    private readonly Interval _period;
    private readonly int _day;        // from 0: of the week from Monday, or of the month or quarter
    private readonly TimeOnly _time;  // of an hour only the minute

    private LocalSchedule(Interval period, int day, TimeOnly time) => (_period, _day, _time) = (period, day, time);

    /// <summary>Each elapsed hour.</summary>
    /// <param name="minute">0 to 59, of the local clock.</param>
    public static LocalSchedule Hourly(int minute) => new(Interval.Hour, 0, new TimeOnly(0, minute));

    /// <summary>Each local day.</summary>
    public static LocalSchedule Daily(TimeOnly time) => new(Interval.Day, 0, time);

    /// <summary>Each week.</summary>
    public static LocalSchedule Weekly(DayOfWeek day, TimeOnly time) => new(Interval.Week, ((int)day + 6) % 7, time);

    /// <summary>Each month.</summary>
    /// <param name="day">1 to 31; the last day of a month that is shorter.</param>
    /// <param name="time">Of the local clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">No month has such a day.</exception>
    public static LocalSchedule Monthly(int day, TimeOnly time) => new(Interval.Month, Checked(day), time);

    /// <summary>Each quarter, in its first month.</summary>
    /// <param name="day">1 to 31; the last day of a month that is shorter.</param>
    /// <param name="time">Of the local clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">No month has such a day.</exception>
    public static LocalSchedule Quarterly(int day, TimeOnly time) => new(Interval.Quarter, Checked(day), time);

    /// <summary>The last time that was due, now included: a run that was missed, however often, is made up for once.</summary>
    public DateTimeOffset LatestDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var start = CalendarBuckets.StartOf(now, _period, zone, AnyWeekStart);
        var due = DueIn(start, zone);
        return due <= now
            ? due
            : DueIn(CalendarBuckets.StartOf(start.AddTicks(-1), _period, zone, AnyWeekStart), zone);
    }

    /// <summary>The first time that is due later.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now, TimeZoneInfo zone) =>
        CalendarBuckets.Starts(now, _period, zone, AnyWeekStart).Select(start => DueIn(start, zone)).First(due => due > now);

    private static int Checked(int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31);
        return day - 1;
    }

    private DateTimeOffset DueIn(DateTimeOffset start, TimeZoneInfo zone)
    {
        if (_period is Interval.Hour)
            return start.AddMinutes(_time.Minute);
        var first = LocalCalendar.DayOf(start, zone);
        var days = _period is Interval.Month or Interval.Quarter
            ? Math.Min(_day, DateTime.DaysInMonth(first.Year, first.Month) - 1)
            : _day;
        return LocalCalendar.FromLocal(first.AddDays(days).ToDateTime(_time), zone);
    }
}
