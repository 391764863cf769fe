namespace Analytics.GraphQL.Transport;

/// <summary>How the HTTP endpoints behave.</summary>
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
}
