namespace Analytics.GraphQL.Transport;

/// <summary>The HTTP request is no GraphQL request.</summary>
/// <param name="status">The status to answer with.</param>
/// <param name="code">One of the engine's error codes.</param>
/// <param name="message">What is wrong, for the caller.</param>
internal sealed class HttpRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
