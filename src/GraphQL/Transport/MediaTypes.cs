using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Analytics.GraphQL.Transport;

/// <summary>Content negotiation of GraphQL over HTTP.</summary>
internal static class MediaTypes
{
    /// <summary>The media type of today's clients: well-formed requests are answered with 200.</summary>
    public const string Json = "application/json";

    /// <summary>The media type of the GraphQL over HTTP draft: request errors are answered with 4xx.</summary>
    public const string Response = "application/graphql-response+json";

    /// <summary>The media type to answer with; null when the caller accepts none of ours.</summary>
    public static string? Negotiate(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
            return Json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return null;
        return accepted
            .Select(range => (Type: Match(range), Quality: range.Quality ?? 1))
            .Where(match => match.Type is not null && match.Quality > 0)
            .OrderByDescending(match => match.Quality).Select(match => match.Type).FirstOrDefault();
    }

    /// <summary>Whether the caller is a browser that opens a page.</summary>
    public static bool WantsHtml(HttpRequest request) => request.Headers.Accept.Any(value =>
        value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Whether the body is JSON in UTF-8.</summary>
    public static bool IsJsonBody(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static string? Match(MediaTypeHeaderValue range)
    {
        if (range.Charset.HasValue && !range.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return null;
        return range.MediaType.Value?.ToLowerInvariant() switch
        {
            Response => Response,
            Json or "application/*" or "*/*" => Json,
            _ => null,
        };
    }
}
