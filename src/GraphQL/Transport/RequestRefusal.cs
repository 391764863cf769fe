namespace Analytics.GraphQL.Transport;

/// <summary>What was sent is no GraphQL request.</summary>
/// <param name="status">The HTTP status to answer with.</param>
/// <param name="code">One of the engine's error codes.</param>
/// <param name="message">What is wrong, for the caller.</param>
internal sealed class RequestRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Whether the JSON is sound and its members are not, which the status policy of drafts tells apart.</summary>
    public bool IsMalformed { get; init; }
}
