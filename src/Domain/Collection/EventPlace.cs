namespace Analytics.Domain.Collection;

/// <summary>Where an event stands in its tenant's log.</summary>
/// <param name="Position">Its place.</param>
/// <param name="OccurredAt">When it happened: the log is kept by month.</param>
public readonly record struct EventPlace(long Position, DateTimeOffset OccurredAt);
