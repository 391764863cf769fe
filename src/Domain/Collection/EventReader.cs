using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Makes a draft of one event object in either wire format.</summary>
internal static class EventReader
{
    private static readonly string[] _classes = ["page_view", "action", "conversion", "error"];

    /// <summary>The problem of an event over <see cref="EventRules.MaxEventBytes"/>.</summary>
    public static readonly Problem TooLarge = Problem.Invalid(
        "EVENT_TOO_LARGE", $"An event has at most {EventRules.MaxEventBytes} bytes.");

    /// <summary>Reads the value that the reader stands on to its end, whatever is wrong with it.</summary>
    /// <param name="reader">Reads <paramref name="body"/> from its first byte.</param>
    /// <param name="body">The drafts keep slices of it.</param>
    /// <param name="type">What the event is where the address says so; null to read it from <c>type</c>.</param>
    /// <param name="writeKey">The key that stood in the event; null if none did.</param>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static Result<MessageDraft> ReadSegment(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, string? type, out string? writeKey)
    {
        var envelope = new Envelope(body, EventField.MessageId);
        var problem = ReadEnvelope(ref reader, ref envelope);
        writeKey = envelope.WriteKey;
        var name = envelope.Event ?? type ?? envelope.Type;
        if (problem is not null)
            return RefusedDraft.Of(envelope.Id, name, problem);
        var read = Segment(ref envelope, type ?? envelope.Type);
        return read.IsSuccess ? read : RefusedDraft.Of(envelope.Id, name, read.Problem);
    }

    private static Result<MessageDraft> Segment(ref Envelope envelope, string? type) => type switch
    {
        "track" => Drafted(Input(ref envelope, envelope.Event), "event"),
        "page" => Drafted(Visit(ref envelope, "page_view"), "name"),
        "screen" => Drafted(Visit(ref envelope, "screen_view"), "name"),
        "identify" => Statement(ref envelope, ActorCall.Identify),
        "group" => Statement(ref envelope, ActorCall.Group),
        "alias" => Statement(ref envelope, ActorCall.Alias),
        null => Problem.Invalid("TYPE_MISSING", "A message in a batch needs a type.", "type"),
        _ => Problem.Invalid("TYPE_UNKNOWN", "The type is none of the Segment specification.", "type"),
    };

    /// <summary>The same for the product's own format.</summary>
    public static Result<MessageDraft> ReadOwn(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, out string? writeKey)
    {
        var envelope = new Envelope(body, EventField.Id);
        var problem = ReadEnvelope(ref reader, ref envelope);
        writeKey = envelope.WriteKey;
        var name = envelope.EventName ?? envelope.EventType;
        if (problem is not null)
            return RefusedDraft.Of(envelope.Id, name, problem);
        var read = Own(ref envelope);
        return read.IsSuccess ? read : RefusedDraft.Of(envelope.Id, name, read.Problem);
    }

    private static Result<MessageDraft> Own(ref Envelope envelope)
    {
        if (_classes.Contains(envelope.EventType))
            return Drafted(
                Input(ref envelope, envelope.EventName ?? envelope.EventType) with { Class = envelope.EventType },
                "eventName");
        if (envelope.EventType is null)
            return Drafted(Input(ref envelope, envelope.EventName), "eventName");
        return envelope.EventName is null
            ? Drafted(Input(ref envelope, envelope.EventType), "eventType")
            : Problem.Invalid("EVENT_TYPE_UNKNOWN",
                $"Beside an eventName the eventType is one of {string.Join(", ", _classes)}.", "eventType");
    }

    private static Problem? ReadEnvelope(ref Utf8JsonReader reader, ref Envelope envelope)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return JsonBodies.WrongType("an object", null);
        }

        var start = reader.TokenStartIndex;
        envelope.Read(ref reader);
        return reader.BytesConsumed - start > EventRules.MaxEventBytes ? TooLarge : envelope.Fault;
    }

    private static EventInput Input(ref Envelope envelope, string? name) => new(name ?? "")
    {
        Id = envelope.Id,
        UserId = envelope.UserId,
        AnonymousId = envelope.AnonymousId ?? envelope.DeviceId,   // two names of one thing
        SessionId = envelope.SessionId,
        Sequence = envelope.Sequence,
        Timestamp = envelope.Timestamp ?? envelope.OriginalTimestamp,
        SentAt = envelope.SentAt,
        IsTimeFinal = IsTimeFinal(ref envelope),
        Properties = envelope.Properties,
        Context = envelope.Context,
    };

    private static Result<MessageDraft> Statement(ref Envelope envelope, ActorCall call)
    {
        if (!TraitsReader.Read(envelope.Traits).TryGet(out var changes, out var problem))
            return problem;
        var input = new ActorInput(call)
        {
            Id = envelope.Id,
            UserId = envelope.UserId,
            AnonymousId = envelope.AnonymousId,
            PreviousId = envelope.PreviousId,
            GroupId = envelope.GroupId,
            Timestamp = envelope.Timestamp ?? envelope.OriginalTimestamp,
            SentAt = envelope.SentAt,
            IsTimeFinal = IsTimeFinal(ref envelope),
            Changes = changes,
            Context = envelope.Context,
        };
        return ActorDraft.FromReader(input).TryGet(out var draft, out problem) ? draft : problem;
    }

    // A collector that passes a message on says when it received it, and has corrected its timestamp by that.
    private static bool IsTimeFinal(ref Envelope envelope) => envelope.HasReceivedAt && envelope.Timestamp is not null;

    private static EventInput Visit(ref Envelope envelope, string name)
    {
        var input = Input(ref envelope, name);
        input = WithText(input, "name", envelope.Name);
        return WithText(input, "category", envelope.Category);
    }

    private static EventInput WithText(EventInput input, string name, string? value) => value is null
        ? input
        : input with
        {
            Properties = PropertyWriter.Append(
                input.Properties.IsEmpty ? "{}"u8.ToArray() : input.Properties, name, value),
        };

    private static Result<MessageDraft> Drafted(EventInput input, string nameField) =>
        EventDraft.FromReader(input, nameField).TryGet(out var draft, out var problem) ? draft : problem;
}
