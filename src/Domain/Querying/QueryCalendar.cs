namespace Analytics.Domain.Querying;

/// <summary>Whose days and weeks make the buckets.</summary>
/// <param name="Zone">An IANA time zone.</param>
/// <param name="WeekStart">First day of a week.</param>
public sealed record QueryCalendar(TimeZoneInfo Zone, DayOfWeek WeekStart)
{
    /// <summary>UTC with weeks from Monday.</summary>
    public static QueryCalendar Utc { get; } = new(TimeZoneInfo.Utc, DayOfWeek.Monday);
}
