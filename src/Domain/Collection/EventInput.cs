namespace Analytics.Domain.Collection;

/// <summary>One event as a caller in this process gives it, unchecked.</summary>
/// <param name="Name">1 to 200 characters.</param>
public sealed record EventInput(string Name)
{
    /// <summary>Decides duplicates; null or empty takes the event's content for it.</summary>
    public string? Id { get; init; }

    /// <summary>Kept as the property <c>event_type</c>; null for none.</summary>
    public string? Class { get; init; }

    /// <summary>The known user; null or empty for none.</summary>
    public string? UserId { get; init; }

    /// <summary>The device or browser; null or empty for none.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>The sender's session; null or empty to derive it.</summary>
    public string? SessionId { get; init; }

    /// <summary>Order among events of the same millisecond; null comes last.</summary>
    public long? Sequence { get; init; }

    /// <summary>When it happened by the client's clock; null for the time of reception.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>When it was sent by the client's clock; null leaves the client's clock uncorrected.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Whether <see cref="Timestamp"/> is right as it is, whatever <see cref="SentAt"/> says: history, or a
    /// message that another collector has corrected.</summary>
    public bool IsTimeFinal { get; init; }

    /// <summary>A JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Properties { get; init; }

    /// <summary>A JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Context { get; init; }
}
