namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>The document that a request asks for.</summary>
/// <param name="Text">Its UTF-8 text.</param>
/// <param name="Refusal">Why there is none; null when there is one.</param>
internal readonly record struct RequestedDocument(ReadOnlyMemory<byte> Text, IError? Refusal)
{
    /// <summary>The hash under which to remember the document once it has proved valid; null for not at all.</summary>
    public string? Hash { get; init; }

    /// <summary>Whether the host trusts the document.</summary>
    public bool IsTrusted { get; init; }

    public static RequestedDocument Refused(string message, string code) => new(default, Error.Of(message, code));
}
