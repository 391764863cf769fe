using System.Text.Json;
using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection.Formats;

/// <summary>
/// The body of Google Analytics 4's Measurement Protocol: <c>{client_id, user_id, timestamp_micros, user_properties,
/// events: [{name, params}]}</c>. A purchase becomes an order.
/// </summary>
/// <remarks>developers.google.com/analytics/devguides/collection/protocol/ga4/reference and .../reference/events.</remarks>
internal static class GoogleReader
{
    private const decimal MicrosPerMillisecond = 1_000;

    // What the standard metrics and funnels call it; any other event keeps its name.
    private static readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["purchase"] = "order_placed",
        ["refund"] = "order_refunded",
        ["view_item"] = "product_viewed",
        ["add_to_cart"] = "product_added_to_cart",
        ["begin_checkout"] = "checkout_started",
        ["search"] = "product_search",
        ["sign_up"] = "user_registered",
        ["login"] = "user_logged_in",
    };

    private static readonly Dictionary<string, string> _itemNames = new(StringComparer.Ordinal)
    {
        ["item_id"] = "product_id",
        ["item_name"] = "product_name",
    };

    private static readonly JsonElement _nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>What the body says once: who, and when.</summary>
    private sealed record Sender(string? UserId, string? AnonymousId, DateTimeOffset? Timestamp);

    /// <summary>The reader stands on the body's first token.</summary>
    /// <returns>The events in the order sent, and behind them what is said of the user's properties.</returns>
    public static Result<EventPayload> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonBodies.WrongType("an object with events", null);
        var parts = JsonSlices.Members(ref reader, body,
            "client_id", "app_instance_id", "user_id", "timestamp_micros", "user_properties", "events");
        if (parts[5].IsEmpty)
            return Problem.Invalid("BATCH_MISSING", "The body needs a list of events.", "events");
        if (parts[5].Span[0] != (byte)'[')
            return JsonBodies.WrongType("a list", "events");
        if (!ReadSender(parts).TryGet(out var sender, out var problem))
            return problem;
        var messages = new List<Result<MessageDraft>>();
        var events = new Utf8JsonReader(parts[5].Span, JsonBodies.ReaderOptions);
        events.Read();
        problem = JsonSlices.Messages(
            ref events, parts[5], json => messages.Add(JsonSlices.Message(
                json, one => ReadEvent(one, sender), one => (null, one.Said("name")))));
        if (problem is not null)
            return problem;
        if (!parts[4].IsEmpty)
            messages.Add(JsonSlices.Message(
                parts[4], properties => ReadProperties(properties, sender), _ => (null, "identify")));
        return new EventPayload(messages, null);
    }

    private static Result<Sender> ReadSender(ReadOnlyMemory<byte>[] parts)
    {
        string[] names = ["client_id", "app_instance_id", "user_id", "timestamp_micros"];
        var json = ForeignObject.Write(writer =>
        {
            for (var i = 0; i < names.Length; i++)
                if (!parts[i].IsEmpty)
                {
                    writer.WritePropertyName(names[i]);
                    writer.WriteRawValue(parts[i].Span, skipInputValidation: true);
                }
        });
        return JsonSlices.Read<Sender>(json, from =>
        {
            var sender = new Sender(
                from.Id("user_id"), from.Id("client_id") ?? from.Id("app_instance_id"),
                from.Instant("timestamp_micros", MicrosPerMillisecond));
            return from.Fault is { } fault ? fault : sender;
        });
    }

    private static Result<MessageDraft> ReadEvent(ForeignObject one, Sender sender)
    {
        var name = one.Name("name");
        var parameters = one.Object("params") ?? new ForeignObject(_nothing, "params");
        if (one.Fault is { } fault)
            return fault;
        var timestamp = one.Instant("timestamp_micros", MicrosPerMillisecond) ?? sender.Timestamp;
        var order = name is "purchase" or "refund" ? parameters.Id("transaction_id") : null;
        var input = new EventInput(_names.GetValueOrDefault(name, name))
        {
            Id = EventId(name, order, timestamp),
            UserId = sender.UserId,
            AnonymousId = sender.AnonymousId,
            SessionId = parameters.Id("session_id") ?? parameters.Id("ga_session_id"),
            Timestamp = timestamp,
            Properties = ForeignObject.Write(json => WriteParameters(json, name, parameters)),
            Context = ForeignObject.Write(json => WriteContext(json, parameters)),
        };
        return parameters.Fault is { } wrong ? wrong : one.Drafted(input);
    }

    // The protocol has no ids. A purchase is known by its transaction; what has a time, by its content. The rest may rightly
    // come twice with the same content, and there would be nobody to see that the second was taken for the first.
    private static string? EventId(string name, string? order, DateTimeOffset? timestamp)
    {
        if (order is not null && name == "purchase")
            return order.Length <= EventRules.MaxIdLength - 16 ? $"ga4/purchase/{order}" : CanonicalEventId.OfText(order);
        return timestamp is null ? Guid.CreateVersion7().ToString() : null;
    }

    private static void WriteParameters(Utf8JsonWriter json, string name, ForeignObject parameters)
    {
        var isOrder = name is "purchase" or "refund";
        var lines = 0;
        var sum = 0m;
        foreach (var member in parameters.Members)
            switch (member.Name)
            {
                case "transaction_id" when isOrder:
                    json.WritePropertyName("order_id"u8);
                    member.Value.WriteTo(json);
                    break;
                case "value" when isOrder:
                    break;
                case "items" when member.Value.ValueKind == JsonValueKind.Array:
                    json.WriteStartArray("items"u8);
                    foreach (var item in member.Value.EnumerateArray())
                        sum += WriteItem(json, item, parameters, lines++);
                    json.WriteEndArray();
                    break;
                default:
                    member.WriteTo(json);
                    break;
            }

        if (!isOrder)
            return;
        json.WriteNumber(name == "refund" ? "amount"u8 : "total"u8, parameters.Number("value") ?? sum);
        json.WriteNumber("item_count"u8, lines);
    }

    /// <returns>What the line costs.</returns>
    private static decimal WriteItem(Utf8JsonWriter json, JsonElement item, ForeignObject parameters, int index)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            item.WriteTo(json);
            return 0;
        }

        var line = new ForeignObject(item, $"params.items[{index}]");
        var quantity = line.Number("quantity") ?? 1;
        var price = line.Number("price") ?? 0;
        json.WriteStartObject();
        foreach (var member in item.EnumerateObject())
            if (member.Name is not ("price" or "quantity"))
            {
                json.WritePropertyName(_itemNames.GetValueOrDefault(member.Name, member.Name));
                member.Value.WriteTo(json);
            }

        json.WriteNumber("price"u8, price);
        json.WriteNumber("quantity"u8, quantity);
        json.WriteEndObject();
        if (line.Fault is { } fault)
            parameters.Fail(fault);
        if (Math.Abs((double)price * (double)quantity) < 1e18)
            return price * quantity;
        parameters.Fail(Problem.Invalid("AMOUNT_OUT_OF_RANGE", "The line's sum has more than 18 digits.", line.PathOf("price")));
        return 0;
    }

    private static void WriteContext(Utf8JsonWriter json, ForeignObject parameters)
    {
        json.WriteStartObject("page"u8);
        foreach (var (from, to) in ((string, string)[])[("page_location", "url"), ("page_title", "title"), ("page_referrer", "referrer")])
            if (parameters.Text(from) is { } text)
                json.WriteString(to, text);
        json.WriteEndObject();
    }

    private static Result<MessageDraft> ReadProperties(ForeignObject properties, Sender sender)
    {
        var set = ForeignObject.Write(json =>
        {
            foreach (var member in properties.Members)
                if (member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("value", out var value))
                {
                    json.WritePropertyName(member.Name);
                    value.WriteTo(json);
                }
        });
        return properties.Drafted(new ActorInput(ActorCall.Identify)
        {
            Id = sender.Timestamp is null ? Guid.CreateVersion7().ToString() : null,
            UserId = sender.UserId,
            AnonymousId = sender.AnonymousId,
            Timestamp = sender.Timestamp,
            Changes = [new TraitChange(ActorPropertyChange.Set, set)],
        });
    }
}
