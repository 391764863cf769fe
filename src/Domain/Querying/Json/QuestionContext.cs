namespace Analytics.Domain.Querying.Json;

/// <summary>What makes instants of a range that is written by the calendar, and stands for what is left out.</summary>
/// <param name="Now">From the clock.</param>
/// <param name="Calendar">That of the reader, usually the tenant's.</param>
public sealed record QuestionContext(DateTimeOffset Now, QueryCalendar Calendar);
