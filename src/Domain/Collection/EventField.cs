using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>The fields of a message's envelope in both wire formats; any other is passed over.</summary>
internal enum EventField
{
    Unknown,
    Id,
    MessageId,
    Type,
    Event,
    Name,
    Category,
    EventType,
    EventName,
    UserId,
    AnonymousId,
    DeviceId,
    SessionId,
    Sequence,
    Timestamp,
    SentAt,
    Properties,
    Context,
    Batch,
    WriteKey,
    PreviousId,
    GroupId,
    Traits,
    OriginalTimestamp,
    ReceivedAt,
}

internal static class EventFields
{
    /// <summary>The field whose name the reader stands on.</summary>
    public static EventField Of(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Of(reader.ValueSpan);
        // No field's name needs an escape; a short one that has some may still be meant.
        if (reader.ValueSpan.Length > 72 || JsonRules.CheckEscapes(reader.ValueSpan) != JsonFault.None)
            return EventField.Unknown;
        Span<byte> plain = stackalloc byte[72];
        return Of(plain[..reader.CopyString(plain)]);
    }

    private static EventField Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => EventField.Id,
        4 when name.SequenceEqual("type"u8) => EventField.Type,
        4 when name.SequenceEqual("name"u8) => EventField.Name,
        5 when name.SequenceEqual("event"u8) => EventField.Event,
        5 when name.SequenceEqual("batch"u8) => EventField.Batch,
        6 when name.SequenceEqual("userId"u8) => EventField.UserId,
        6 when name.SequenceEqual("sentAt"u8) => EventField.SentAt,
        6 when name.SequenceEqual("traits"u8) => EventField.Traits,
        7 when name.SequenceEqual("groupId"u8) => EventField.GroupId,
        7 when name.SequenceEqual("context"u8) => EventField.Context,
        8 when name.SequenceEqual("category"u8) => EventField.Category,
        8 when name.SequenceEqual("sequence"u8) => EventField.Sequence,
        8 when name.SequenceEqual("deviceId"u8) => EventField.DeviceId,
        8 when name.SequenceEqual("writeKey"u8) => EventField.WriteKey,
        9 when name.SequenceEqual("messageId"u8) => EventField.MessageId,
        9 when name.SequenceEqual("timestamp"u8) => EventField.Timestamp,
        9 when name.SequenceEqual("sessionId"u8) => EventField.SessionId,
        9 when name.SequenceEqual("eventType"u8) => EventField.EventType,
        9 when name.SequenceEqual("eventName"u8) => EventField.EventName,
        10 when name.SequenceEqual("properties"u8) => EventField.Properties,
        10 when name.SequenceEqual("previousId"u8) => EventField.PreviousId,
        10 when name.SequenceEqual("receivedAt"u8) => EventField.ReceivedAt,
        11 when name.SequenceEqual("anonymousId"u8) => EventField.AnonymousId,
        17 when name.SequenceEqual("originalTimestamp"u8) => EventField.OriginalTimestamp,
        _ => EventField.Unknown,
    };
}
