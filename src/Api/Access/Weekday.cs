namespace Analytics.Api.Access;

/// <summary>A day of the week.</summary>
public enum Weekday
{
    /// <summary>The day on which many calendars start.</summary>
    Sunday = DayOfWeek.Sunday,

    /// <summary>The day on which ISO 8601 weeks start.</summary>
    Monday = DayOfWeek.Monday,

    /// <summary>The day after Monday.</summary>
    Tuesday = DayOfWeek.Tuesday,

    /// <summary>The day after Tuesday.</summary>
    Wednesday = DayOfWeek.Wednesday,

    /// <summary>The day after Wednesday.</summary>
    Thursday = DayOfWeek.Thursday,

    /// <summary>The day after Thursday.</summary>
    Friday = DayOfWeek.Friday,

    /// <summary>The day before Sunday.</summary>
    Saturday = DayOfWeek.Saturday,
}
