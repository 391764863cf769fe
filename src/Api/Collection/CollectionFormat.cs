using Analytics.Domain.Collection;
using Microsoft.Net.Http.Headers;

namespace Analytics.Api.Collection;

/// <summary>One wire format: how large a body may be and how it is read.</summary>
internal sealed record CollectionFormat(
    int MaxBytes, Func<ReadOnlyMemory<byte>, Result<EventPayload>> Read)
{
    private const int SegmentBytes = 500 * 1024;
    private const int OwnBytes = 5 * 1024 * 1024;

    public static CollectionFormat SegmentBatch { get; } = new(SegmentBytes, EventPayload.ReadSegmentBatch);

    public static CollectionFormat SegmentImport { get; } = new(SegmentBytes, EventPayload.ReadSegmentImport);

    private static CollectionFormat Json { get; } = new(OwnBytes, EventPayload.ReadJson);

    private static CollectionFormat Lines { get; } = new(OwnBytes, EventPayload.ReadLines);

    /// <summary>One call of the Segment specification, by the name of its type.</summary>
    public static CollectionFormat SegmentCall(string type) =>
        new(SegmentBytes, body => EventPayload.ReadSegmentCall(type, body));

    /// <returns>Null for a content type that holds no JSON.</returns>
    public static CollectionFormat? IfJson(HttpRequest request, CollectionFormat format) =>
        IsJson(request) ? format : null;

    /// <summary>Google Analytics 4's Measurement Protocol, which has its key in the address.</summary>
    public static CollectionFormat Google { get; } = new(OwnBytes, EventPayload.ReadGoogle) { KeyParameter = "api_secret" };

    public static CollectionFormat Snowplow { get; } = new(OwnBytes, EventPayload.ReadSnowplow);

    private static CollectionFormat MixpanelEvents { get; } = new(OwnBytes, EventPayload.ReadMixpanelEvents);

    private static CollectionFormat MixpanelEventForm { get; } =
        new(OwnBytes, body => MixpanelForm.Read(body, EventPayload.ReadMixpanelEvents));

    private static CollectionFormat MixpanelLines { get; } = new(OwnBytes, EventPayload.ReadMixpanelLines);

    private static CollectionFormat MixpanelProfiles { get; } = new(OwnBytes, EventPayload.ReadMixpanelProfiles);

    private static CollectionFormat MixpanelProfileForm { get; } =
        new(OwnBytes, body => MixpanelForm.Read(body, EventPayload.ReadMixpanelProfiles));

    /// <summary>The parameter of the address that may hold the key; null for none.</summary>
    public string? KeyParameter { get; private init; }

    /// <returns>The key in the address; null for none.</returns>
    public string? KeyOf(HttpRequest request) =>
        KeyParameter is not null && request.Query[KeyParameter] is [{ Length: > 0 } key] ? key : null;

    /// <returns>Null for a content type that holds no events of Mixpanel's format.</returns>
    public static CollectionFormat? Mixpanel(HttpRequest request) => IsForm(request) ? MixpanelEventForm
        : IsLines(request) ? MixpanelLines
        : IsJson(request) ? MixpanelEvents
        : null;

    /// <returns>Null for a content type that holds no profiles of Mixpanel's format.</returns>
    public static CollectionFormat? MixpanelEngage(HttpRequest request) => IsForm(request) ? MixpanelProfileForm
        : IsJson(request) ? MixpanelProfiles
        : null;

    /// <returns>Null for a content type that holds no events of the product's own format.</returns>
    public static CollectionFormat? Own(HttpRequest request) =>
        IsLines(request) ? Lines : IsJson(request) ? Json : null;

    /// <summary>Newline-delimited JSON, under the names that are in use for it.</summary>
    public static bool IsLines(HttpRequest request) =>
        MediaTypeOf(request) is "application/x-ndjson" or "application/ndjson" or "application/jsonl";

    private static bool IsForm(HttpRequest request) => MediaTypeOf(request) is "application/x-www-form-urlencoded";

    // Browsers' libraries send JSON as text/plain, which spares them the preflight request.
    private static bool IsJson(HttpRequest request) =>
        MediaTypeOf(request) is null or "application/json" or "text/plain";

    /// <returns>In lower case; null without a header; empty when it is unreadable or of another charset than UTF-8.</returns>
    public static string? MediaTypeOf(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return null;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return "";
        return type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? ""
            : type.MediaType.ToString().ToLowerInvariant();
    }
}
