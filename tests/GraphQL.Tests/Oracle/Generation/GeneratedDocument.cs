namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>A valid document and a request for it.</summary>
/// <param name="Text">One or several operations, and their fragments.</param>
/// <param name="OperationName">The operation to execute; null when there is only one.</param>
/// <param name="Variables">A JSON object; now and then a value in it does not fit its variable.</param>
internal sealed record GeneratedDocument(string Text, string? OperationName, string Variables);
