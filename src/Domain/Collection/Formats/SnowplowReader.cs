using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Analytics.Domain.Collection.Formats;

/// <summary>
/// A POST of Snowplow's tracker protocol: <c>{schema: "iglu:com.snowplowanalytics.snowplow/payload_data/...", data: [{e, eid,
/// dtm, ...}]}</c>, every value a text.
/// </summary>
/// <remarks>docs.snowplow.io/docs/collecting-data/collecting-from-own-applications/snowplow-tracker-protocol.</remarks>
internal static class SnowplowReader
{
    private const string PayloadSchema = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/";

    /// <summary>The reader stands on the body's first token.</summary>
    public static Result<EventPayload> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return JsonBodies.WrongType("an object with data", null);
        var parts = JsonSlices.Members(ref reader, body, "schema", "data");
        if (!parts[0].Span.StartsWith(Encoding.UTF8.GetBytes('"' + PayloadSchema)))
            return Problem.Invalid("TYPE_UNKNOWN", $"The schema starts with {PayloadSchema}.", "schema");
        if (parts[1].IsEmpty || parts[1].Span[0] != (byte)'[')
            return Problem.Invalid("BATCH_MISSING", "The body needs a list of events.", "data");
        var messages = new List<Result<MessageDraft>>();
        string? key = null;
        var events = new Utf8JsonReader(parts[1].Span, JsonBodies.ReaderOptions);
        events.Read();
        var problem = JsonSlices.Messages(ref events, parts[1], json => messages.Add(JsonSlices.Message(
            json,
            one =>
            {
                key ??= KeyOf(one);
                return ReadEvent(one);
            },
            one => (one.Said("eid"), one.Said("se_ac")))));
        if (problem is not null)
            return problem;
        return new EventPayload(messages, key);
    }

    // Trackers have no field for a key; the application's id is the one that every tracker lets be set.
    private static string? KeyOf(ForeignObject one) =>
        one.Value("aid") is { ValueKind: JsonValueKind.String } id && id.GetString() is { } text
        && (text.StartsWith("wk_", StringComparison.Ordinal) || text.StartsWith("ak_", StringComparison.Ordinal))
            ? text
            : null;

    private static Result<MessageDraft> ReadEvent(ForeignObject one)
    {
        var type = one.Text("e");
        var described = type == "ue" ? SelfDescribed(one) : default;
        var name = type switch
        {
            "pv" => "page_view",
            "pp" => "page_ping",
            "se" => one.Name("se_ac"),
            "tr" => "order_placed",
            "ti" => "item_sold",
            "ue" => described.Name,
            _ => null,
        };
        if (name is null)
            one.Fail(type is null
                ? Problem.Invalid("TYPE_MISSING", "An event needs its type.", "e")
                : Problem.Invalid("TYPE_UNKNOWN", "The type is none of the tracker protocol.", "e"));
        var trueTime = one.Instant("ttm", 1);
        var input = new EventInput(name ?? "")
        {
            Id = one.Id("eid"),
            UserId = one.Id("uid"),
            AnonymousId = one.Id("duid") ?? one.Id("tnuid") ?? one.Id("nuid"),
            SessionId = one.Id("sid"),
            Timestamp = trueTime ?? one.Instant("dtm", 1),
            SentAt = one.Instant("stm", 1),
            IsTimeFinal = trueTime is not null,
            Properties = type == "ue" ? described.Properties : Properties(type, one),
            Context = Context(one),
        };
        return one.Drafted(input);
    }

    private static (string? Name, ReadOnlyMemory<byte> Properties) SelfDescribed(ForeignObject one)
    {
        if (Embedded(one, "ue_pr", "ue_px") is not { } envelope)
        {
            one.Fail(JsonBodies.WrongType("an object", "ue_pr"));
            return ("", default);
        }

        using var document = JsonDocument.Parse(envelope);
        var inner = new ForeignObject(document.RootElement, "ue_pr").Object("data");
        if (inner is null || inner.Text("schema") is not { } schema || inner.Object("data") is not { } data)
        {
            one.Fail(JsonBodies.WrongType("a schema and its data", "ue_pr.data"));
            return ("", default);
        }

        // iglu:com.acme/add_to_cart/jsonschema/1-0-0
        var parts = schema.Split('/');
        if (parts.Length != 4 || EventRules.CheckName(parts[1], "ue_pr.data.schema") is not null)
            one.Fail(Problem.Invalid("TYPE_UNKNOWN", "The schema names no event.", "ue_pr.data.schema"));
        var properties = ForeignObject.Write(json =>
        {
            foreach (var member in data.Members)
                member.WriteTo(json);
            json.WriteString("snowplow_schema"u8, schema);
        });
        return (parts.Length == 4 ? parts[1] : "", properties);
    }

    /// <summary>JSON inside a text, plain or in Base64 for addresses; null when there is none that keeps the rules.</summary>
    private static ReadOnlyMemory<byte>? Embedded(ForeignObject one, string plain, string encoded)
    {
        byte[] json;
        if (one.Text(plain) is { } text)
            json = Encoding.UTF8.GetBytes(text);
        else if (one.Text(encoded) is not { } base64)
            return null;
        else if (!TryDecode(base64, out json))
        {
            one.Fail(JsonBodies.WrongType("Base64", encoded));
            return null;
        }

        if (EventDraft.CheckObject(json, plain) is not { } problem)
            return json.Length == 0 ? default(ReadOnlyMemory<byte>?) : json;      // not null: as an array that is an empty memory
        one.Fail(problem);
        return null;
    }

    // Some trackers write the alphabet for addresses, some the usual one, with padding or without.
    private static bool TryDecode(string text, out byte[] bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        bytes = [];
        if (!Base64Url.IsValid(utf8))
            return false;
        bytes = Base64Url.DecodeFromUtf8(utf8);
        return true;
    }

    private static byte[] Properties(string? type, ForeignObject one) => ForeignObject.Write(json =>
    {
        (string From, string To, bool IsNumber)[] fields = type switch
        {
            "pv" => [("url", "url", false), ("page", "title", false), ("refr", "referrer", false)],
            "pp" => [("url", "url", false), ("pp_mix", "min_x", true), ("pp_max", "max_x", true), ("pp_miy", "min_y", true), ("pp_may", "max_y", true)],
            "se" => [("se_ca", "category", false), ("se_la", "label", false), ("se_pr", "property", false), ("se_va", "value", true)],
            "tr" => [("tr_id", "order_id", false), ("tr_af", "affiliation", false), ("tr_tt", "total", true), ("tr_tx", "tax", true),
                ("tr_sh", "shipping", true), ("tr_ci", "city", false), ("tr_st", "state", false), ("tr_co", "country", false), ("tr_cu", "currency", false)],
            "ti" => [("ti_id", "order_id", false), ("ti_sk", "product_id", false), ("ti_nm", "product_name", false), ("ti_ca", "category", false),
                ("ti_pr", "price", true), ("ti_qu", "quantity", true), ("ti_cu", "currency", false)],
            _ => [],
        };
        foreach (var (from, to, isNumber) in fields)
            if (isNumber && one.Number(from) is { } number)
                json.WriteNumber(to, number);
            else if (!isNumber && one.Text(from) is { } text)
                json.WriteString(to, text);
        if (type == "ti" && one.Number("ti_pr") is { } price && (one.Number("ti_qu") ?? 1) is var quantity
            && Math.Abs((double)price * (double)quantity) < 1e18)
            json.WriteNumber("total"u8, price * quantity);
    });

    private static byte[] Context(ForeignObject one) => ForeignObject.Write(json =>
    {
        json.WriteStartObject("page"u8);
        foreach (var (from, to) in ((string, string)[])[("url", "url"), ("page", "title"), ("refr", "referrer")])
            if (one.Text(from) is { } text)
                json.WriteString(to, text);
        json.WriteEndObject();
        foreach (var (from, to) in ((string, string)[])[("ua", "userAgent"), ("lang", "locale"), ("tz", "timezone"), ("tv", "tracker")])
            if (one.Text(from) is { } text)
                json.WriteString(to, text);
        if (one.Text("res") is { } screen && screen.Split('x') is [var width, var height]
            && int.TryParse(width, out var pixels) && int.TryParse(height, out var rows))
        {
            json.WriteStartObject("screen"u8);
            json.WriteNumber("width"u8, pixels);
            json.WriteNumber("height"u8, rows);
            json.WriteEndObject();
        }

        if (Embedded(one, "co", "cx") is { } entities)
        {
            json.WritePropertyName("snowplow"u8);
            json.WriteRawValue(entities.Span, skipInputValidation: true);
        }
    });
}
