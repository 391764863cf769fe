namespace Analytics.Domain.Collection;

/// <summary>One raw event as people read it: the logged event and how it came in.</summary>
/// <param name="Event">What the engines count.</param>
/// <param name="UserId">The known user; null when the visitor was not signed in.</param>
/// <param name="AnonymousId">The device or browser; null when the sender gave none.</param>
/// <param name="ReceivedAt">When the collector read it; UTC.</param>
/// <param name="ClientTime">The client's own time stamp, uncorrected; null when it gave none.</param>
/// <param name="SentAt">When the client sent it by its own clock; null when it gave none.</param>
/// <param name="Context">A JSON object in UTF-8: page, device, campaign; empty when there is none.</param>
public sealed record StoredEvent(
    LoggedEvent Event,
    string? UserId,
    string? AnonymousId,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ClientTime,
    DateTimeOffset? SentAt,
    ReadOnlyMemory<byte> Context);
