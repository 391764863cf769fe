namespace Analytics.Domain.Collection;

/// <summary>One event as it stands in the log.</summary>
/// <param name="Position">Its place in its tenant's log.</param>
/// <param name="EventId">Unique within the tenant.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Actor">Whom it is about by the id that was sent, whatever that was merged into; null for nobody.</param>
/// <param name="SessionId">The sender's session; null to derive it.</param>
/// <param name="OccurredAt">UTC, whole milliseconds.</param>
/// <param name="Sequence">Breaks ties of <paramref name="OccurredAt"/>; null comes last.</param>
/// <param name="Properties">A JSON object in UTF-8.</param>
/// <param name="IsBot">Tagged as a robot's when it was collected, whoever its actor is.</param>
public sealed record LoggedEvent(
    long Position,
    string EventId,
    string Name,
    string? Actor,
    string? SessionId,
    DateTimeOffset OccurredAt,
    long? Sequence,
    ReadOnlyMemory<byte> Properties,
    bool IsBot = false) : LogEntry(Position);
