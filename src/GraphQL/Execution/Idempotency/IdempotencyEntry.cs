namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>A mutation under its key.</summary>
/// <param name="Partition">Whose keys they are: keys of different callers have nothing to do with each other.</param>
/// <param name="Key">What the caller chose.</param>
/// <param name="Field">The field's key in the answer: one request may have several mutations.</param>
/// <param name="RequestHash">SHA-256 of document and variables: a key stands for one request only.</param>
public sealed record IdempotencyEntry(string Partition, string Key, string Field, string RequestHash);
