namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>A request for both engines.</summary>
/// <param name="Document">Its operations.</param>
/// <param name="OperationName">Which of them; null when there is one.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Seed">Makes the same document answer differently.</param>
/// <param name="Validate">Whether the reference implementation validates the document first.</param>
internal sealed record OracleCase(
    string Document, string? OperationName = null, string Variables = "{}", int Seed = 0, bool Validate = true);
