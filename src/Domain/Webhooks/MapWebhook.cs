using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Webhooks;

/// <summary>Makes events of a message by a mapping.</summary>
internal sealed class MapWebhook(WebhookMapping mapping, string messageId)
{
    private const long FirstMilliseconds = 100_000_000_000;   // as seconds: the year 5138

    private readonly MappedPath? _name = Of(mapping.EventNamePath);
    private readonly MappedPath? _items = Of(mapping.ItemsPath);
    private readonly MappedPath? _id = Of(mapping.IdPath);
    private readonly MappedPath? _user = Of(mapping.UserIdPath);
    private readonly MappedPath? _anonymous = Of(mapping.AnonymousIdPath);
    private readonly MappedPath? _timestamp = Of(mapping.TimestampPath);
    private readonly (string Name, MappedPath Path)[] _properties =
        [.. mapping.Properties.Select(property => (property.Name, MappedPath.Parse(property.Path)!))];

    /// <summary>One entry an event: a draft, or why there is none.</summary>
    /// <returns>The entries, or the fault of the body as a whole.</returns>
    public Result<List<Result<MessageDraft>>> Map(ReadOnlyMemory<byte> body)
    {
        if (JsonBodies.CheckUtf8(body.Span) is { } invalid)
            return invalid;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventRules.MaxDepth * 2 });
            return Map(document.RootElement);
        }
        catch (JsonException malformed)
        {
            return JsonBodies.Malformed(malformed);
        }
    }

    private Result<List<Result<MessageDraft>>> Map(JsonElement body)
    {
        if (_items is null)
            return new List<Result<MessageDraft>> { Draft(body, body, null) };
        if (_items.Read(body, body) is not { ValueKind: JsonValueKind.Array } items)
            return Problem.Invalid("WEBHOOK_ITEMS_MISSING", "The body has no list where the mapping looks for one.");
        if (items.GetArrayLength() > EventPayload.MaxEvents)
            return EventPayload.TooMany;
        return items.EnumerateArray().Select((item, index) => Draft(item, body, index)).ToList();
    }

    private Result<MessageDraft> Draft(JsonElement item, JsonElement body, int? index)
    {
        try
        {
            var timestamp = Time(_timestamp?.Read(item, body));
            if (timestamp.Problem is { } problem)
                return problem;
            var created = EventDraft.Create(new EventInput(mapping.EventName ?? Text(_name!.Read(item, body)) ?? "")
            {
                Id = Text(_id?.Read(item, body)) ?? (index is { } i ? $"{messageId}/{i}" : messageId),
                UserId = Text(_user?.Read(item, body)),
                AnonymousId = Text(_anonymous?.Read(item, body)),
                Timestamp = timestamp.Value,
                Properties = Properties(item, body),
            });
            return created.TryGet(out var draft, out problem) ? (Result<MessageDraft>)draft : problem;
        }
        catch (InvalidOperationException)   // an escape that names half a character: the parser looks only when asked
        {
            return JsonFault.LoneSurrogate.ToProblem(null!);
        }
    }

    private ReadOnlyMemory<byte> Properties(JsonElement item, JsonElement body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (_properties.Length == 0 && item.ValueKind is JsonValueKind.Object)
                foreach (var member in item.EnumerateObject())
                    if (mapping.Channel is null || !member.NameEquals("$channel"))
                        member.WriteTo(json);
            foreach (var (name, path) in _properties)
                if (path.Read(item, body) is { } value)
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            if (mapping.Channel is { } channel)
                json.WriteString("$channel", channel);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static MappedPath? Of(string? path) => path is null ? null : MappedPath.Parse(path);

    private static string? Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static Result<DateTimeOffset?> Time(JsonElement? value)
    {
        if (value is null)
            return (DateTimeOffset?)null;
        if (value is { ValueKind: JsonValueKind.String } text
            && IsoTime.TryParse(Encoding.UTF8.GetBytes(text.GetString()!), out var time))
            return time;
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var since)
            && Math.Abs(since) < 253_402_300_800_000)   // the year 10000, in milliseconds
            return DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Abs(since) < FirstMilliseconds ? since * 1_000 : since));
        return Problem.Invalid(
            "TIMESTAMP_INVALID", "Expected an ISO 8601 time, or seconds or milliseconds since 1970.", "timestamp");
    }
}
