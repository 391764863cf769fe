using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Scenarios.Collection.Fuzz;

/// <summary>
/// Says of a whole document and of each message in it whether it may be taken, by another way than the collector: over a
/// tree, with text as .NET has it, one rule after the other.
/// </summary>
internal static partial class SlowJudge
{
    private const int MaxBytes = 32 * 1024;

    private static readonly JsonDocumentOptions _deep = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether the bytes are one JSON document in UTF-8, perhaps after a mark.</summary>
    public static bool TryParse(byte[] bytes, out JsonElement json)
    {
        json = default;
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
            json = JsonDocument.Parse(bytes.AsMemory(start), _deep).RootElement;
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a message is taken; null where the judge does not know, such as for odd times.</summary>
    /// <param name="message">A message of the Segment specification or, where there is no type, of the own format.</param>
    /// <param name="type">What the address says it is; null to read it from the message.</param>
    /// <param name="isOwn">Whether it is of the own format.</param>
    public static bool? MayBeTaken(JsonElement message, string? type, bool isOwn)
    {
        if (message.ValueKind != JsonValueKind.Object || Encoding.UTF8.GetByteCount(message.GetRawText()) > MaxBytes)
            return false;
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in message.EnumerateObject())
        {
            if (NameOf(member) is not { } name || member.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (FieldIsGood(name, member.Value, isOwn) is not true and var verdict)
                return verdict;
            fields[name] = member.Value;
        }

        return isOwn ? OwnIsGood(fields) : SegmentIsGood(fields, type ?? TextOf(fields, "type"));
    }

    private static bool? FieldIsGood(string name, JsonElement value, bool isOwn) => name switch
    {
        "id" => !isOwn || Text(value) is { Length: <= 200 },
        "messageId" => isOwn || Text(value) is { Length: <= 200 },
        "sessionId" => Text(value) is { Length: <= 200 },
        "userId" or "anonymousId" or "previousId" or "groupId" => value.ValueKind == JsonValueKind.Number
            ? value.GetRawText().Length <= 200
            : Text(value) is not null && IdIsGood(name, Text(value)!),
        "type" or "event" or "name" or "category" or "eventType" or "eventName" or "writeKey" => Text(value) is not null,
        "sequence" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "properties" or "context" or "traits" => value.ValueKind == JsonValueKind.Object && IsStorable(value, 1),
        "timestamp" or "originalTimestamp" or "sentAt" or "receivedAt" => value.ValueKind == JsonValueKind.String ? null : false,
        _ => true,
    };

    // Ids of groups and previous ids are only looked at where the message is about them.
    private static bool IdIsGood(string name, string id) => name is "previousId" or "groupId" || id.Length <= 200;

    private static bool OwnIsGood(Dictionary<string, JsonElement> fields)
    {
        var (type, name) = (TextOf(fields, "eventType"), TextOf(fields, "eventName"));
        var isClass = type is "page_view" or "action" or "conversion" or "error";
        if (name is not null && type is not null && !isClass)
            return false;
        return (name ?? type) is { Length: >= 1 and <= 200 } && ListsAreShort(fields);
    }

    private static bool? SegmentIsGood(Dictionary<string, JsonElement> fields, string? type) => type switch
    {
        "track" => TextOf(fields, "event") is { Length: >= 1 and <= 200 } && ListsAreShort(fields),
        "page" or "screen" => ListsAreShort(fields),
        "identify" => HasActor(fields) && TraitsAreGood(fields),
        "group" or "alias" => null,
        _ => false,
    };

    private static bool HasActor(Dictionary<string, JsonElement> fields) =>
        fields.ContainsKey("userId") && TextOf(fields, "userId") != "" ||
        fields.ContainsKey("anonymousId") && TextOf(fields, "anonymousId") != "";

    private static bool TraitsAreGood(Dictionary<string, JsonElement> fields) =>
        !fields.TryGetValue("traits", out var traits) || traits.EnumerateObject().All(member => member.Name switch
        {
            "$setOnce" or "$increment" => member.Value.ValueKind == JsonValueKind.Object,
            "$unset" => member.Value.ValueKind == JsonValueKind.Array
                && member.Value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String),
            _ => true,
        });

    // Each object of a list would be an event: at most 500.
    private static bool ListsAreShort(Dictionary<string, JsonElement> fields) =>
        !fields.TryGetValue("properties", out var properties) || Objects(properties) <= 500;

    private static int Objects(JsonElement json) => json.EnumerateObject().Sum(member => member.Value.ValueKind switch
    {
        JsonValueKind.Object => Objects(member.Value),
        JsonValueKind.Array when member.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Object) =>
            member.Value.GetArrayLength(),
        _ => 0,
    });

    private static bool IsStorable(JsonElement json, int depth) => json.ValueKind switch
    {
        JsonValueKind.Object => depth <= 16 && json.EnumerateObject().All(member =>
            NameOf(member) is { } name && !name.Contains('\0') && IsStorable(member.Value, depth + 1)),
        JsonValueKind.Array => depth <= 16 && json.EnumerateArray().All(one => IsStorable(one, depth + 1)),
        JsonValueKind.String => Text(json) is not null,
        JsonValueKind.Number => NumberIsGood(json.GetRawText()),
        _ => true,
    };

    private static bool NumberIsGood(string number) => number.Length <= 64
        && (Exponent().Match(number) is not { Success: true } match
            || match.Groups["digits"].Value.TrimStart('0') is { Length: <= 3 } digits && int.Parse("0" + digits, CultureInfo.InvariantCulture) <= 308);

    /// <returns>Null for what is no text, or none that can be kept.</returns>
    private static string? Text(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = json.GetString()!;
            return text.Contains('\0') ? null : text;
        }
        catch (InvalidOperationException)         // half a surrogate pair
        {
            return null;
        }
    }

    /// <returns>Null for a name that is no Unicode.</returns>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) ? Text(value) ?? value.GetRawText() : null;

    [GeneratedRegex("[eE][+-]?(?<digits>[0-9]+)$")]
    private static partial Regex Exponent();
}
