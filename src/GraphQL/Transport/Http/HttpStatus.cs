using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>The HTTP status of an answer, by the server's policy.</summary>
internal static class HttpStatus
{
    /// <summary>Data and errors together, in the draft of August 2026.</summary>
    private const int PartialSuccess = 294;

    public static int Of(ExecutionResult result, HttpStatusPolicy policy, string mediaType, string method) => result.Kind switch
    {
        ResultKind.NotAllowed when !HttpMethods.IsPost(method) => StatusCodes.Status405MethodNotAllowed,
        ResultKind.ServerError => StatusCodes.Status500InternalServerError,
        ResultKind.Executed => policy == HttpStatusPolicy.Draft2026 && result.Errors.Length > 0
            ? PartialSuccess
            : StatusCodes.Status200OK,
        ResultKind.TimedOut when policy == HttpStatusPolicy.Draft2026 || mediaType == MediaTypes.Response =>
            StatusCodes.Status503ServiceUnavailable,
        _ when policy == HttpStatusPolicy.Draft2026 => IsSyntax(result)
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status422UnprocessableEntity,
        _ => mediaType == MediaTypes.Response ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
    };

    public static int Of(RequestRefusal refusal, HttpStatusPolicy policy) =>
        refusal.IsMalformed && policy == HttpStatusPolicy.Draft2026
            ? StatusCodes.Status422UnprocessableEntity
            : refusal.Status;

    private static bool IsSyntax(ExecutionResult result) => result.Errors is [{ Code: ErrorCodes.Syntax }, ..];
}
