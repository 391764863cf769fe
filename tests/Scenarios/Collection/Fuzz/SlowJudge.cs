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

    /// <summary>Whether the bytes are text.</summary>
    public static bool IsUtf8(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes) >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether the bytes are one JSON document in UTF-8, perhaps after a mark.</summary>
    public static bool TryParse(byte[] bytes, out JsonElement json)
    {
        json = default;
        return IsUtf8(bytes) && TryParseJson(WithoutMark(bytes), out json);
    }

    /// <summary>Whether each line may be taken that has more than white space, of a body in UTF-8 in the own format.</summary>
    public static List<bool?> Lines(byte[] body) =>
        [.. Encoding.UTF8.GetString(WithoutMark(body).Span).Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0)
            .Select(line => TryParseJson(Encoding.UTF8.GetBytes(line), out var json) ? MayBeTaken(json) : false)];

    /// <summary>Whether a message of the own format is taken; null where the judge does not know, such as for odd times.</summary>
    public static bool? MayBeTaken(JsonElement message) => Judge(message, isOwn: true, fields =>
    {
        var (type, name) = (TextOf(fields, "eventType"), TextOf(fields, "eventName"));
        var isClass = type is "page_view" or "action" or "conversion" or "error";
        return (name is null || type is null || isClass) && EventIsGood(fields, name ?? type, "id");
    });

    /// <summary>The same of one of the Segment specification.</summary>
    /// <param name="message">The call.</param>
    /// <param name="type">What the address says it is; null to read it from the message.</param>
    public static bool? MayBeTaken(JsonElement message, string? type) => Judge(message, isOwn: false, fields =>
        (type ?? TextOf(fields, "type")) switch
        {
            "track" => EventIsGood(fields, TextOf(fields, "event"), "messageId"),
            "page" or "screen" => EventIsGood(fields, "visit", "messageId"),
            "identify" => StatementIsGood(fields) && HasActor(fields) && TraitsAreGood(fields),
            "alias" => StatementIsGood(fields) && TraitsAreGood(fields) && IsThere(fields, "userId") && IsThere(fields, "previousId"),
            "group" when !TraitsAreGood(fields) => false,
            "group" when fields.TryGetValue("traits", out var traits) && traits.EnumerateObject().Any(IsChange) => null,
            "group" => StatementIsGood(fields) && HasActor(fields) && IsThere(fields, "groupId"),
            _ => false,
        });

    private static bool? Judge(JsonElement message, bool isOwn, Func<Dictionary<string, JsonElement>, bool?> whole)
    {
        if (message.ValueKind != JsonValueKind.Object || Encoding.UTF8.GetByteCount(message.GetRawText()) > MaxBytes)
            return false;
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in message.EnumerateObject())
        {
            if (NameOf(member) is not { } name || member.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (IsOfItsType(name, member.Value, isOwn) is not true and var verdict)
                return verdict;
            fields[name] = member.Value;          // of members with one name the last one counts, but all have to be well formed
        }

        return whole(fields);
    }

    private static bool? IsOfItsType(string name, JsonElement value, bool isOwn) => name switch
    {
        "id" => !isOwn || Text(value) is not null,
        "messageId" => isOwn || Text(value) is not null,
        "userId" or "anonymousId" or "previousId" or "groupId" => value.ValueKind == JsonValueKind.Number || Text(value) is not null,
        "type" or "event" or "name" or "category" or "eventType" or "eventName" or "sessionId" or "writeKey" => Text(value) is not null,
        "sequence" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "properties" or "context" or "traits" => value.ValueKind == JsonValueKind.Object && IsStorable(value, 1),
        "timestamp" or "originalTimestamp" or "sentAt" or "receivedAt" => value.ValueKind == JsonValueKind.String ? null : false,
        _ => true,
    };

    private static bool EventIsGood(Dictionary<string, JsonElement> fields, string? name, string id) =>
        name is { Length: >= 1 and <= 200 } && AreShort(fields, id, "userId", "anonymousId", "sessionId") && ListsAreShort(fields);

    private static bool StatementIsGood(Dictionary<string, JsonElement> fields) =>
        AreShort(fields, "messageId", "userId", "anonymousId", "previousId", "groupId");

    private static bool AreShort(Dictionary<string, JsonElement> fields, params string[] ids) =>
        ids.All(id => TextOf(fields, id) is not { Length: > 200 });

    private static bool IsThere(Dictionary<string, JsonElement> fields, string id) => TextOf(fields, id) is { Length: > 0 };

    private static bool IsChange(JsonProperty member) => NameOf(member) is "$setOnce" or "$increment" or "$unset";

    private static bool HasActor(Dictionary<string, JsonElement> fields) =>
        IsThere(fields, "userId") || IsThere(fields, "anonymousId");

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

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0);

    private static bool TryParseJson(ReadOnlyMemory<byte> bytes, out JsonElement json)
    {
        json = default;
        try
        {
            json = JsonDocument.Parse(bytes, _deep).RootElement;
            return true;
        }
        catch (JsonException)
        {
            return false;
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
