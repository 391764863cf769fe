namespace Analytics.Domain.Collection;

/// <summary>One event as it stands in the log.</summary>
/// <param name="Position">Its place in its tenant's log: dense, from 1, in commit order.</param>
/// <param name="EventId">Unique within the tenant.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Actor">Whom it is about; null for nobody.</param>
/// <param name="SessionId">The sender's session; null to derive it.</param>
/// <param name="OccurredAt">UTC, whole milliseconds.</param>
/// <param name="Sequence">Breaks ties of <paramref name="OccurredAt"/>; null comes last.</param>
/// <param name="Properties">A JSON object in UTF-8.</param>
public sealed record LoggedEvent(
    long Position,
    string EventId,
    string Name,
    string? Actor,
    string? SessionId,
    DateTimeOffset OccurredAt,
    long? Sequence,
    ReadOnlyMemory<byte> Properties);
