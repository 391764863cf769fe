using System.Runtime.InteropServices;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>Events to put into the caller's tenant.</summary>
public sealed record TrackInput
{
    /// <summary>1 to 500 events; each is judged by itself.</summary>
    public required IReadOnlyList<TrackEventInput> Events { get; init; }
}

/// <summary>One event.</summary>
public sealed record TrackEventInput
{
    /// <summary>Decides duplicates; without it the event's content does, so that the same content counts once.</summary>
    [ID]
    public string? Id { get; init; }

    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The known user.</summary>
    public string? UserId { get; init; }

    /// <summary>The device or browser.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>The sender's session; derived when left out.</summary>
    public string? SessionId { get; init; }

    /// <summary>When it happened; now by default.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Order among events of the same millisecond.</summary>
    public long? Sequence { get; init; }

    /// <summary>An object of named values; money as a number with a <c>currency</c> beside it.</summary>
    public JsonElement? Properties { get; init; }

    /// <summary>An object: page, device, campaign.</summary>
    public JsonElement? Context { get; init; }

    internal Result<MessageDraft> ToDomain() => EventDraft.Create(new EventInput(Name)
    {
        Id = Id,
        UserId = UserId,
        AnonymousId = AnonymousId,
        SessionId = SessionId,
        Timestamp = Timestamp,
        Sequence = Sequence,
        Properties = Utf8(Properties),
        Context = Utf8(Context),
    }).Then<MessageDraft>(draft => draft);

    private static ReadOnlyMemory<byte> Utf8(JsonElement? json) =>
        json is { ValueKind: not JsonValueKind.Null } given ? JsonMarshal.GetRawUtf8Value(given).ToArray() : default;
}
