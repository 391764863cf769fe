using System.Text.Json;
using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Access;

/// <summary>The answer to a caller who may not pass: a status, a challenge, and the body that all errors have.</summary>
internal static class AccessError
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static readonly Problem NotAuthenticated = new("AUTH_NOT_AUTHENTICATED", "This needs a key or a token.");
    public static readonly Problem NotAuthorized =
        new("AUTH_NOT_AUTHORIZED", "The credential is good and does not allow this.");

    /// <summary>The status for a credential that does not let its caller in.</summary>
    public static int StatusOf(Problem problem) => problem.Code switch
    {
        // An issuer that is down says nothing about the token: the caller should keep it and come back.
        _ when problem == TokenProblems.IssuerUnavailable => StatusCodes.Status503ServiceUnavailable,
        // The key is good; it does not name the tenant that the address or a header names, or is not for this page.
        "KEY_ORIGIN_REFUSED" => StatusCodes.Status403Forbidden,
        var code when code.StartsWith("TENANT_", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };

    /// <summary>Answers; the response must not have started.</summary>
    public static Task WriteAsync(HttpContext context, int status, Problem problem)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "5";
        else
            context.Response.Headers.WWWAuthenticate = Challenge(status, problem);
        var body = new { errors = new[] { new { message = problem.Message, extensions = new { code = problem.Code } } } };
        return context.Response.WriteAsJsonAsync(body, Json, context.RequestAborted);
    }

    /// <summary>RFC 6750 section 3: no error code for a caller who sent no credential.</summary>
    private static string Challenge(int status, Problem problem)
    {
        const string scheme = "Bearer realm=\"analytics\"";
        if (problem == NotAuthenticated)
            return scheme;
        var error = status == StatusCodes.Status403Forbidden ? "insufficient_scope" : "invalid_token";
        return $"{scheme}, error=\"{error}\", error_description=\"{problem.Message.Replace('"', '\'')}\"";
    }
}
