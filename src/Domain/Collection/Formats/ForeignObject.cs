using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Analytics.Domain.Collection.Formats;

/// <summary>An object of another product's format, read member by member; its first fault is kept.</summary>
/// <param name="json">An object that keeps the rules of an event's.</param>
/// <param name="path">What leads to it; null for the message itself.</param>
internal sealed class ForeignObject(JsonElement json, string? path = null)
{
    private static readonly decimal _lastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The first fault; null while there is none.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>The members, in the order sent.</summary>
    public JsonElement.ObjectEnumerator Members => json.EnumerateObject();

    /// <summary>Where a member stands.</summary>
    public string PathOf(string name) => path is null ? name : $"{path}.{name}";

    /// <summary>Notes a fault found by the caller.</summary>
    public void Fail(Problem problem) => Fault ??= problem;

    /// <summary>A member's value; null for one that is missing or null.</summary>
    public JsonElement? Value(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, whatever else is wrong; null for none.</summary>
    public string? Said(string name) =>
        Value(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A text, or a number as it is written; null for none.</summary>
    public string? Text(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            Fail(JsonBodies.WrongType("a string", PathOf(name)));
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    /// <summary>The id of an actor, a session or a message; null for none or an empty one.</summary>
    public string? Id(string name)
    {
        var id = Text(name);
        if (EventRules.CheckId(id, PathOf(name)) is not { } problem)
            return string.IsNullOrEmpty(id) ? null : id;
        Fail(problem);
        return null;
    }

    /// <summary>An event's name, which is needed.</summary>
    public string Name(string name)
    {
        var text = Text(name);
        if (Fault is null && EventRules.CheckName(text, PathOf(name)) is { } problem)
            Fail(problem);
        return text ?? "";
    }

    /// <summary>A time in parts of a millisecond since 1970, as a number or a text; null for none.</summary>
    public DateTimeOffset? Instant(string name, decimal unitsPerMillisecond)
    {
        if (Text(name) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var units)
            && units >= 0 && units <= _lastMillisecond * unitsPerMillisecond)
            return DateTimeOffset.FromUnixTimeMilliseconds((long)(units / unitsPerMillisecond));
        Fail(Problem.Invalid("TIMESTAMP_INVALID", "Expected a time since 1970.", PathOf(name)));
        return null;
    }

    /// <summary>A number, also one in a text; null for none.</summary>
    public decimal? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        Fail(JsonBodies.WrongType("a number", PathOf(name)));
        return null;
    }

    /// <summary>An object; null for none.</summary>
    public ForeignObject? Object(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new ForeignObject(value, PathOf(name));
        Fail(JsonBodies.WrongType("an object", PathOf(name)));
        return null;
    }

    /// <summary>Writes one JSON object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The draft of an event, unless something was wrong.</summary>
    public Result<MessageDraft> Drafted(EventInput input) =>
        Fault is { } fault ? fault : EventDraft.FromReader(input, "name").Then<MessageDraft>(draft => draft);

    /// <summary>The draft of a statement about an actor, unless something was wrong.</summary>
    public Result<MessageDraft> Drafted(ActorInput input) =>
        Fault is { } fault ? fault : ActorDraft.FromReader(input).Then<MessageDraft>(draft => draft);
}
