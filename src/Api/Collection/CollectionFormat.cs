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

    /// <returns>Null for a content type that holds no events of the Segment specification.</returns>
    public static CollectionFormat? Segment(HttpRequest request, CollectionFormat format) =>
        IsJson(request) ? format : null;

    /// <returns>Null for a content type that holds no events of the product's own format.</returns>
    public static CollectionFormat? Own(HttpRequest request) =>
        IsLines(request) ? Lines : IsJson(request) ? Json : null;

    /// <summary>Newline-delimited JSON, under the names that are in use for it.</summary>
    public static bool IsLines(HttpRequest request) =>
        MediaTypeOf(request) is "application/x-ndjson" or "application/ndjson" or "application/jsonl";

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
