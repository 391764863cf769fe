using System.Text;
using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>The fields of one message as they are read, in whatever order they stand.</summary>
internal ref struct Envelope
{
    private const int MaxEscapedTime = 256;   // bytes; every sign of a time with nanoseconds may be six

    private readonly ReadOnlyMemory<byte> _body;
    private readonly EventField _idField;

    /// <param name="body">What the reader reads; properties and context stay slices of it.</param>
    /// <param name="idField">The field that holds the id in this wire format.</param>
    public Envelope(ReadOnlyMemory<byte> body, EventField idField) => (_body, _idField) = (body, idField);

    /// <summary>The first fault; what follows it is read over, except for what names the message.</summary>
    public Problem? Fault { get; private set; }

    public string? Id { get; private set; }
    public string? Type { get; private set; }
    public string? Event { get; private set; }
    public string? Name { get; private set; }
    public string? Category { get; private set; }
    public string? EventType { get; private set; }
    public string? EventName { get; private set; }
    public string? UserId { get; private set; }
    public string? AnonymousId { get; private set; }
    public string? DeviceId { get; private set; }
    public string? SessionId { get; private set; }
    public string? WriteKey { get; private set; }
    public long? Sequence { get; private set; }
    public DateTimeOffset? Timestamp { get; private set; }
    public DateTimeOffset? OriginalTimestamp { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public bool HasReceivedAt { get; private set; }
    public string? PreviousId { get; private set; }
    public string? GroupId { get; private set; }
    public ReadOnlyMemory<byte> Traits { get; private set; }
    public ReadOnlyMemory<byte> Properties { get; private set; }
    public ReadOnlyMemory<byte> Context { get; private set; }

    /// <summary>Reads an object from its opening brace, on which the reader stands, to its closing one.</summary>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = EventFields.Of(ref reader);
            reader.Read();
            ReadField(field, ref reader);
        }
    }

    /// <summary>Reads the value of one field, on which the reader stands; null is as good as absent.</summary>
    public void ReadField(EventField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null || Fault is not null && !Names(field))
            field = EventField.Unknown;
        else if (field == _idField)
            field = EventField.Id;
        else if (field is EventField.Id or EventField.MessageId)
            field = EventField.Unknown;
        switch (field)
        {
            case EventField.Id: Id = Text(ref reader, "id"); break;
            case EventField.Type: Type = Text(ref reader, "type"); break;
            case EventField.Event: Event = Text(ref reader, "event"); break;
            case EventField.Name: Name = Text(ref reader, "name"); break;
            case EventField.Category: Category = Text(ref reader, "category"); break;
            case EventField.EventType: EventType = Text(ref reader, "eventType"); break;
            case EventField.EventName: EventName = Text(ref reader, "eventName"); break;
            case EventField.UserId: UserId = Identifier(ref reader, "userId"); break;
            case EventField.DeviceId: DeviceId = Identifier(ref reader, "deviceId"); break;
            case EventField.AnonymousId: AnonymousId = Identifier(ref reader, "anonymousId"); break;
            case EventField.PreviousId: PreviousId = Identifier(ref reader, "previousId"); break;
            case EventField.GroupId: GroupId = Identifier(ref reader, "groupId"); break;
            case EventField.SessionId: SessionId = Text(ref reader, "sessionId"); break;
            case EventField.WriteKey: WriteKey = Text(ref reader, "writeKey"); break;
            case EventField.Sequence: Sequence = Whole(ref reader); break;
            case EventField.Timestamp: Timestamp = Time(ref reader, "timestamp"); break;
            case EventField.OriginalTimestamp: OriginalTimestamp = Time(ref reader, "originalTimestamp"); break;
            case EventField.SentAt: SentAt = Time(ref reader, "sentAt"); break;
            case EventField.ReceivedAt: HasReceivedAt = Time(ref reader, "receivedAt") is not null; break;
            case EventField.Traits: Traits = Object(ref reader, "traits"); break;
            case EventField.Properties: Properties = Object(ref reader, "properties"); break;
            case EventField.Context: Context = Object(ref reader, "context"); break;
            default: reader.Skip(); break;
        }
    }

    // Libraries write the id at the end.
    private bool Names(EventField field) =>
        field == _idField || field is EventField.Type or EventField.Event or EventField.EventType or EventField.EventName;

    private string? Text(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Fail<string>(JsonBodies.WrongType("a string", path), ref reader);
        var fault = reader.ValueIsEscaped ? JsonRules.CheckEscapes(reader.ValueSpan) : JsonFault.None;
        return fault == JsonFault.None ? reader.GetString() : Fail<string>(fault.ToProblem(path), ref reader);
    }

    // Many systems number their users, and their SDKs pass the number on: it is the text that it is written as.
    private string? Identifier(ref Utf8JsonReader reader, string path) => reader.TokenType == JsonTokenType.Number
        ? Encoding.ASCII.GetString(reader.ValueSpan)
        : Text(ref reader, path);

    private long? Whole(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)
            ? number
            : Fail<long?>(JsonBodies.WrongType("a whole number of at most 64 bits", "sequence"), ref reader);

    private DateTimeOffset? Time(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Fail<DateTimeOffset?>(JsonBodies.WrongType("an ISO 8601 time in a string", path), ref reader);
        return TryTime(ref reader, out var time)
            ? time
            : Fail<DateTimeOffset?>(Problem.Invalid("TIMESTAMP_INVALID",
                "Expected an ISO 8601 time such as 2026-03-01T08:26:00.123Z.", path), ref reader);
    }

    private static bool TryTime(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        if (!reader.ValueIsEscaped)
            return IsoTime.TryParse(reader.ValueSpan, out time);
        time = default;
        if (reader.ValueSpan.Length > MaxEscapedTime || JsonRules.CheckEscapes(reader.ValueSpan) != JsonFault.None)
            return false;
        // Some serializers escape the plus sign of an offset.
        Span<byte> plain = stackalloc byte[MaxEscapedTime];
        return IsoTime.TryParse(plain[..reader.CopyString(plain)], out time);
    }

    private ReadOnlyMemory<byte> Object(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Fail<ReadOnlyMemory<byte>>(JsonBodies.WrongType("an object", path), ref reader);
        var start = (int)reader.TokenStartIndex;
        var walker = reader;
        var fault = JsonRules.Walk(ref walker);
        if (fault == JsonFault.None)
        {
            reader = walker;
            return _body[start..(int)reader.BytesConsumed];
        }

        // The walk stopped inside: the object is passed over as a whole, which also finds malformed JSON behind it.
        reader.Skip();
        Fault ??= fault.ToProblem(
            JsonPath.Of(_body.Span[start..(int)reader.BytesConsumed], walker.TokenStartIndex - start, path));
        return default;
    }

    private T? Fail<T>(Problem problem, ref Utf8JsonReader reader)
    {
        Fault ??= problem;
        reader.Skip();
        return default;
    }
}
