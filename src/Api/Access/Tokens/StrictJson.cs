using System.Text.Json;
using System.Text.Unicode;

namespace Analytics.Api.Access.Tokens;

/// <summary>JSON objects of strangers: valid UTF-8, no name twice, shallow.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>Null when the bytes are not one such object.</returns>
    public static JsonElement? ParseObject(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            return null;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;                                   // the caller answers with the problem of its own layer
        }
    }

    /// <summary>False when the member is there but is no string; null with true when it is absent.</summary>
    public static bool TryGetText(this JsonElement element, string name, out string? text)
    {
        text = null;
        if (!element.TryGetProperty(name, out var value))
            return true;
        text = value.ValueKind == JsonValueKind.String ? ReadText(value) : null;
        return text is not null;
    }

    /// <returns>The strings of a string or an array of strings; null when the member is anything else.</returns>
    public static IReadOnlyList<string>? GetTexts(this JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return ReadText(value) is { } one ? [one] : null;
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || ReadText(item) is not { } text)
                return null;
            texts.Add(text);
        }
        return texts;
    }

    private static string? ReadText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;                                   // a lone surrogate, written as an escape
        }
    }
}
