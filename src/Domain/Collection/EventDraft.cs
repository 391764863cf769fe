using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>
/// An event whose content keeps the rules; its time is judged when it is collected, against the tenant's retention.
/// </summary>
public sealed class EventDraft : MessageDraft
{
    private static readonly byte[] _noProperties = "{}"u8.ToArray();

    private EventDraft(EventInput input, string id)
        : base(id) => Input = input;

    /// <inheritdoc/>
    public override string Name => Input.Name;

    /// <summary>The event as its sender gave it, with <c>properties</c> never empty and the class among them.</summary>
    internal EventInput Input { get; }

    /// <summary>Checks an event that did not come as JSON.</summary>
    /// <returns>The draft, or the first rule that it breaks, with the field's name as in the JSON form.</returns>
    public static Result<EventDraft> Create(EventInput input)
    {
        var problem = CheckSize(input)
            ?? CheckObject(input.Properties, "properties")
            ?? CheckObject(input.Context, "context");
        return problem ?? FromReader(input, "name");
    }

    internal override MessageDraft WithShared(SharedFields shared) => new EventDraft(
        Input with
        {
            SentAt = Input.SentAt ?? shared.SentAt,
            IsTimeFinal = Input.IsTimeFinal || shared.IsHistory,
            Context = Input.Context.IsEmpty ? shared.Context : Input.Context,
        },
        Id);

    /// <summary>Checks what the JSON reader leaves to check: names and ids.</summary>
    internal static Result<EventDraft> FromReader(EventInput input, string nameField)
    {
        var problem = EventRules.CheckName(input.Name, nameField)
            ?? EventRules.CheckId(input.Id, "id")
            ?? EventRules.CheckId(input.UserId, "userId")
            ?? EventRules.CheckId(input.AnonymousId, "anonymousId")
            ?? EventRules.CheckId(input.SessionId, "sessionId");
        if (problem is not null)
            return problem;
        var id = string.IsNullOrEmpty(input.Id) ? CanonicalEventId.Of(input) : input.Id;
        return new EventDraft(Complete(input), id);
    }

    // An empty id is none: otherwise everybody without one would be one actor.
    private static EventInput Complete(EventInput input)
    {
        if (input.Properties.IsEmpty)
            input = input with { Properties = _noProperties };
        if (input.Class is not null)
            input = input with { Properties = PropertyWriter.Append(input.Properties, "event_type", input.Class) };
        if (input.UserId is "" || input.AnonymousId is "" || input.SessionId is "")
            input = input with
            {
                UserId = NoneIfEmpty(input.UserId),
                AnonymousId = NoneIfEmpty(input.AnonymousId),
                SessionId = NoneIfEmpty(input.SessionId),
            };
        return input;
    }

    private static string? NoneIfEmpty(string? id) => string.IsNullOrEmpty(id) ? null : id;

    private static Problem? CheckSize(EventInput input) =>
        input.Properties.Length + input.Context.Length > EventRules.MaxEventBytes ? EventReader.TooLarge : null;

    /// <returns>Null when the JSON is an object that the log can hold, or empty.</returns>
    internal static Problem? CheckObject(ReadOnlyMemory<byte> json, string field)
    {
        if (json.IsEmpty)
            return null;
        if (JsonBodies.CheckUtf8(json.Span) is { } invalid)
            return invalid.Under(field);
        try
        {
            var reader = new Utf8JsonReader(json.Span, JsonBodies.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return JsonBodies.WrongType("an object", field);
            var fault = JsonRules.Walk(ref reader);
            if (fault != JsonFault.None)
                return fault.ToProblem(JsonPath.Of(json.Span, reader.TokenStartIndex, field));
            return reader.Read() ? JsonBodies.WrongType("one object", field) : null;
        }
        catch (JsonException malformed)
        {
            return JsonBodies.Malformed(malformed).Under(field);
        }
    }
}
