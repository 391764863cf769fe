using Analytics.GraphQL.Transport.Http;

namespace Analytics.GraphQL.Transport;

/// <summary>How the endpoints behave.</summary>
public sealed class GraphQLServerOptions
{
    /// <summary>Bytes of a request body.</summary>
    public int MaxRequestBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Directory of the built GraphiQL, with an <c>index.html</c>; null serves a page that says how to build it.</summary>
    public string? ToolDirectory { get; set; }

    /// <summary>Whether browsers are shown GraphiQL at the endpoint; a public server has no need of it.</summary>
    public bool EnableTool { get; set; } = true;

    /// <summary>
    /// Whether a GET needs a header that foreign sites cannot send unasked, such as <c>GraphQL-Preflight: 1</c> or
    /// <c>Authorization</c>.
    /// </summary>
    public bool RequirePreflightForGet { get; set; } = true;

    /// <summary>Which HTTP status an answer gets.</summary>
    public HttpStatusPolicy StatusPolicy { get; set; } = HttpStatusPolicy.Audits;

    /// <summary>How sockets and event streams behave.</summary>
    public GraphQLSocketOptions Sockets { get; } = new();

    /// <summary>
    /// Sockets and event streams that may be open at a time; one more is answered with 503. Keep it below the process's
    /// limit of file descriptors.
    /// </summary>
    public int MaxOpenStreams { get; set; } = 20_000;

    /// <summary>
    /// Origins, such as <c>https://app.example.com</c>, whose pages may open sockets. While there are none, a page of
    /// any origin may, unless the browser itself sent credentials along: then only one of the server's own.
    /// </summary>
    public ICollection<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
