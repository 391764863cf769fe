namespace Analytics.GraphQL.Execution;

/// <summary>What a request is answered with: one <see cref="ExecutionResult"/>, or a <see cref="ResponseStream"/> of them.</summary>
public interface IExecutionResult : IAsyncDisposable;
