using System.Text.Json;

namespace Analytics.Domain.Collection.Formats;

/// <summary>Takes a body of another product's format apart, so that a bad message is refused alone.</summary>
internal static class JsonSlices
{
    /// <summary>Reads the object that the reader stands on to its end.</summary>
    /// <param name="reader">Reads <paramref name="body"/> from its first byte.</param>
    /// <param name="body">What the slices are of.</param>
    /// <param name="names">Members to take.</param>
    /// <returns>Their values in this order, of several of a name the last; empty for one that is missing or null.</returns>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static ReadOnlyMemory<byte>[] Members(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, params ReadOnlySpan<string> names)
    {
        var values = new ReadOnlyMemory<byte>[names.Length];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = -1;
            // A name with half a surrogate pair cannot be compared; none of ours has an escape.
            for (var i = 0; i < names.Length && at < 0 && !reader.ValueIsEscaped; i++)
                if (reader.ValueTextEquals(names[i]))
                    at = i;
            reader.Read();
            var value = Value(ref reader, body);
            if (at >= 0)
                values[at] = value.Span.SequenceEqual("null"u8) ? default : value;
        }

        return values;
    }

    /// <summary>Reads the list that the reader stands on, or the one message, each by itself.</summary>
    /// <returns>One result a message, or <c>TOO_MANY_EVENTS</c>.</returns>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static Problem? Messages(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, Action<ReadOnlyMemory<byte>> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            read(Value(ref reader, body));
            return null;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count++ == EventPayload.MaxEvents)
                return EventPayload.TooMany;
            read(Value(ref reader, body));
        }

        return null;
    }

    /// <summary>One message that keeps the rules of an event, read as a whole.</summary>
    /// <param name="json">Well-formed JSON.</param>
    /// <param name="read">Makes messages of it; may keep nothing of the document.</param>
    public static Result<T> Read<T>(ReadOnlyMemory<byte> json, Func<ForeignObject, Result<T>> read)
    {
        if (json.Length > EventRules.MaxEventBytes)
            return EventReader.TooLarge;
        var reader = new Utf8JsonReader(json.Span, JsonBodies.ReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonBodies.WrongType("an object", null);
        var fault = JsonRules.Walk(ref reader);
        if (fault != JsonFault.None)
            return fault.ToProblem(JsonPath.Of(json.Span, reader.TokenStartIndex, "message"));
        using var document = JsonDocument.Parse(json);
        return read(new ForeignObject(document.RootElement));
    }

    /// <summary>
    /// One message. One that is refused is known by its own id, else by a hash of what was sent, so that its sender finds
    /// out what became of it.
    /// </summary>
    /// <param name="json">Well-formed JSON.</param>
    /// <param name="read">Makes the draft of it; may keep nothing of the document.</param>
    /// <param name="called">The id and the name that it gives itself, as far as it can be read.</param>
    public static Result<MessageDraft> Message(
        ReadOnlyMemory<byte> json, Func<ForeignObject, Result<MessageDraft>> read,
        Func<ForeignObject, (string? Id, string? Name)> called)
    {
        var (id, name) = (default(string), default(string));
        var draft = Read(json, message =>
        {
            var made = read(message);
            if (!made.IsSuccess)
                (id, name) = called(message);
            return made;
        });
        if (draft.TryGet(out _, out var problem))
            return draft;
        var isKnown = !string.IsNullOrEmpty(id) && EventRules.CheckId(id, "id") is null;
        return RefusedDraft.Of(isKnown ? id : CanonicalEventId.OfMessage(json.Span), name, problem);
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
