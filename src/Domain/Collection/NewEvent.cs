namespace Analytics.Domain.Collection;

/// <summary>One checked event on its way into a tenant's log. Times are UTC in whole milliseconds.</summary>
/// <param name="EventId">The sender's id, 1 to 200 characters; decides duplicates for as long as the log is kept.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="OccurredAt">When it happened, corrected for the client's clock.</param>
/// <param name="ReceivedAt">When the collector read it.</param>
/// <param name="Properties">A JSON object in UTF-8.</param>
public sealed record NewEvent(
    string EventId,
    string Name,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    ReadOnlyMemory<byte> Properties)
{
    /// <summary>The known user; null when the visitor is not signed in.</summary>
    public string? UserId { get; init; }

    /// <summary>The device or browser; null when the sender gives none.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>The sender's session, which wins over the derived one; null to derive it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The sender's number for events of the same millisecond; null comes last among them.</summary>
    public long? Sequence { get; init; }

    /// <summary>The client's own time stamp, uncorrected; null when it gave none.</summary>
    public DateTimeOffset? ClientTime { get; init; }

    /// <summary>When the client sent the event by its own clock; null when it gave none.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>A JSON object in UTF-8: page, device, campaign; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Context { get; init; }

    /// <summary>Whether the collector takes the sender for a robot: it is kept, and left out of figures.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whom the event is about: the user, else the anonymous id, else nobody.</summary>
    public string? Actor => UserId ?? AnonymousId;
}
