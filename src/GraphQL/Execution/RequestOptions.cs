using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.PersistedOperations;

namespace Analytics.GraphQL.Execution;

/// <summary>Limits of every request. Each refusal has a code of <see cref="ErrorCodes"/>.</summary>
public sealed class RequestOptions
{
    /// <summary>Bytes of a document.</summary>
    public int MaxDocumentBytes { get; set; } = 256 * 1024;

    /// <summary>Tokens of a document.</summary>
    public int MaxDocumentTokens { get; set; } = 20_000;

    /// <summary>Levels of fields, fragments expanded.</summary>
    public int MaxExecutionDepth { get; set; } = 20;

    /// <summary>Fields of an operation, fragments expanded.</summary>
    public int MaxFields { get; set; } = 2_000;

    /// <summary>Aliased fields of an operation, fragments expanded.</summary>
    public int MaxAliases { get; set; } = 500;

    /// <summary>Occurrences of one response name in one selection set.</summary>
    public int MaxRepeatedFields { get; set; } = 100;

    /// <summary>Directives of an operation, fragments expanded.</summary>
    public int MaxDirectives { get; set; } = 500;

    /// <summary>How often a field of one name may lie within itself; introspection has a limit of its own.</summary>
    public int MaxFieldCycleDepth { get; set; } = 10;

    /// <summary>Faults of a document that are told.</summary>
    public int MaxValidationErrors { get; set; } = 100;

    /// <summary>Levels of lists and objects in the variables' JSON.</summary>
    public int MaxVariableDepth { get; set; } = 64;

    /// <summary>Items of a list in the variables' JSON.</summary>
    public int MaxVariableListLength { get; set; } = 100_000;

    /// <summary>Bytes of the variables' JSON.</summary>
    public int MaxVariablesBytes { get; set; } = 1024 * 1024;

    /// <summary>Which documents are executed, and how requests may name them.</summary>
    public PersistedOperationOptions PersistedOperations { get; } = new();

    /// <summary>Budgets of cost analysis.</summary>
    public CostOptions Cost { get; } = new();

    /// <summary>Time that an operation may take.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a request may ask for <c>__schema</c> and <c>__type</c>, and be told names like a wrong one; null allows
    /// it to all. <c>__typename</c> is always answered. The schema endpoint asks the same.
    /// </summary>
    public Func<OperationRequest, bool>? IntrospectionPolicy { get; set; }

    /// <summary>Documents whose validated form is kept.</summary>
    public int DocumentCacheSize { get; set; } = 1_000;

    /// <summary>Bytes of their texts; a validated form takes up to fifty times as much.</summary>
    public long DocumentCacheBytes { get; set; } = 4 * 1024 * 1024;

    internal bool AllowsIntrospection(OperationRequest request) =>
        IntrospectionPolicy is null || request.IsOfHost || IntrospectionPolicy(request);

    /// <summary>What is answered when the time is up.</summary>
    internal IError TimeoutError() => Error.Of(
        $"The request took longer than the allowed {ExecutionTimeout.TotalSeconds:0.###} s.", ErrorCodes.Timeout);
}
