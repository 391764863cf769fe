using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>What an HTTP request must be before its content is looked at.</summary>
internal static class HttpEnvelope
{
    private const string Methods = "GET, HEAD, POST, OPTIONS";

    /// <summary>Says which methods there are, to who asks by OPTIONS.</summary>
    public static void SendMethods(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.Allow = Methods;
    }

    /// <summary>Lets a request pass whose method, media types and headers are right.</summary>
    /// <exception cref="RequestRefusal">One of them is not.</exception>
    public static void Check(HttpContext context, AcceptedTypes accepted, GraphQLServerOptions options)
    {
        var request = context.Request;
        RefuseSingleConnectionMode(request);
        if (!HttpMethods.IsPost(request.Method) && !IsRead(request))
        {
            context.Response.Headers.Allow = Methods;
            throw Refuse(StatusCodes.Status405MethodNotAllowed, "GraphQL requests are sent by GET or POST.");
        }
        if (accepted.IsEmpty)
            throw Refuse(StatusCodes.Status406NotAcceptable,
                $"The answer can be {MediaTypes.Response} or {MediaTypes.Json}, or {MediaTypes.EventStream}, in UTF-8.");
        if (HttpMethods.IsPost(request.Method) && !MediaTypes.IsJsonBody(request))
            throw Refuse(StatusCodes.Status415UnsupportedMediaType, MediaTypes.IsForm(request)
                ? $"Forms and file uploads are not taken: the body must be {MediaTypes.Json}, in UTF-8."
                : $"The body must be {MediaTypes.Json}, in UTF-8.");
        if (request.Headers.ContentEncoding is { Count: > 0 } coding && coding != "identity")
            throw Refuse(StatusCodes.Status415UnsupportedMediaType, "The body must not be compressed.");
        if (IsRead(request) && options.RequirePreflightForGet && !WasPreflighted(request))
            throw new RequestRefusal(StatusCodes.Status400BadRequest, ErrorCodes.PreflightRequired,
                "A GET needs the header 'GraphQL-Preflight: 1', so that foreign sites cannot send it unasked.");
    }

    /// <summary>Whether the method promises to change nothing.</summary>
    public static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    // It keeps state between requests that any node of several would have to share.
    private static void RefuseSingleConnectionMode(HttpRequest request)
    {
        if (request.Headers.ContainsKey("X-GraphQL-Event-Stream-Token")
            || IsRead(request) && request.Query.ContainsKey("token") && !request.Query.ContainsKey("query"))
            throw Refuse(StatusCodes.Status400BadRequest,
                "GraphQL over SSE is served in distinct connections mode only: send the operation by POST with "
                + $"'Accept: {MediaTypes.EventStream}', without a stream token.");
    }

    // Browsers ask before they send any of these to another site; a form or an image cannot carry them.
    private static bool WasPreflighted(HttpRequest request) =>
        request.Headers.ContainsKey("GraphQL-Preflight") || request.Headers.ContainsKey("Authorization")
        || MediaTypes.IsJsonBody(request);

    private static RequestRefusal Refuse(int status, string message) => new(status, ErrorCodes.BadRequest, message);
}
