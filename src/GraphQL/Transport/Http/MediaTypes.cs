using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>The media types of GraphQL over HTTP.</summary>
internal static class MediaTypes
{
    /// <summary>The media type of today's clients: well-formed requests are answered with 200.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of the GraphQL over HTTP draft: request errors are answered with 4xx.</summary>
    public const string Response = "application/graphql-response+json";

    /// <summary>Server-sent events: a subscription, or the parts of an answer.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>Parts of an answer.</summary>
    public const string Multipart = "multipart/mixed";

    /// <summary>Whether the caller is a browser that opens a page.</summary>
    public static bool WantsHtml(HttpRequest request) => request.Headers.Accept.Any(value =>
        value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Whether the body is JSON in UTF-8.</summary>
    public static bool IsJsonBody(HttpRequest request) =>
        request.ContentType == Json
        || MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) && IsUtf8(type);

    /// <summary>Whether the body is that of a form, which pages of other sites may send.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
        || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether text of the media type is UTF-8, by saying so or by saying nothing.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
