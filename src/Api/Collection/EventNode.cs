using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>One raw event as it stands in the log.</summary>
[GraphQLName("Event")]
public sealed class EventNode
{
    private readonly StoredEvent _stored;

    internal EventNode(StoredEvent stored) => _stored = stored;

    /// <summary>The sender's id, which decides duplicates.</summary>
    [ID]
    public string Id => _stored.Event.EventId;

    /// <summary>Its place in the tenant's log: dense, from 1, in the order of acceptance.</summary>
    public long Position => _stored.Event.Position;

    /// <summary>The event's name.</summary>
    public string Name => _stored.Event.Name;

    /// <summary>The known user; null when the visitor was not signed in.</summary>
    public string? UserId => _stored.UserId;

    /// <summary>The device or browser; null when the sender gave none.</summary>
    public string? AnonymousId => _stored.AnonymousId;

    /// <summary>The sender's session; null when it is derived.</summary>
    public string? SessionId => _stored.Event.SessionId;

    /// <summary>When it happened, corrected for the client's clock.</summary>
    public DateTimeOffset OccurredAt => _stored.Event.OccurredAt;

    /// <summary>Breaks ties of <c>occurredAt</c>; null comes last.</summary>
    public long? Sequence => _stored.Event.Sequence;

    /// <summary>When the collector read it.</summary>
    public DateTimeOffset ReceivedAt => _stored.ReceivedAt;

    /// <summary>The client's own time stamp, uncorrected; null when it gave none.</summary>
    public DateTimeOffset? ClientTime => _stored.ClientTime;

    /// <summary>When the client sent it by its own clock; null when it gave none.</summary>
    public DateTimeOffset? SentAt => _stored.SentAt;

    /// <summary>Named values, as sent.</summary>
    public JsonElement Properties => Json(_stored.Event.Properties);

    /// <summary>Page, device, campaign, as sent.</summary>
    public JsonElement Context => Json(_stored.Context);

    private static JsonElement Json(ReadOnlyMemory<byte> utf8) => JsonElement.Parse(utf8.IsEmpty ? "{}"u8 : utf8.Span);
}
