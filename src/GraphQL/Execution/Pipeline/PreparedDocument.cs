using System.Collections.Frozen;
using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>A document that was parsed, measured and validated, or the reasons why it cannot be executed.</summary>
internal sealed class PreparedDocument
{
    private readonly FrozenDictionary<string, PlannedOperation> _operations = FrozenDictionary<string, PlannedOperation>.Empty;
    private readonly PlannedOperation? _only;

    private readonly Lazy<ImmutableArray<IError>> _plainErrors;

    /// <summary>A document that is refused.</summary>
    /// <param name="errors">Why.</param>
    /// <param name="plainErrors">The same for callers who may not see the schema; null when it is the same.</param>
    public PreparedDocument(ImmutableArray<IError> errors, Func<ImmutableArray<IError>>? plainErrors = null)
    {
        Errors = errors;
        _plainErrors = plainErrors is null ? new(errors) : new(plainErrors);
    }

    /// <summary>A valid document.</summary>
    public PreparedDocument(Schema schema, ResolverSet resolvers, DocumentNode document)
    {
        Errors = [];
        _plainErrors = new([]);
        AsksForSchema = IntrospectionFields.AreIn(document);
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>()
            .ToFrozenDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);
        var conditions = ConditionVariables.Find(document);
        var isIncremental = IncrementalUsage.AreUsedIn(document);
        var operations = document.Definitions.OfType<OperationDefinitionNode>()
            .Select(operation => new PlannedOperation(
                schema, resolvers, operation, fragments, conditions, isIncremental)).ToList();
        _only = operations.Count == 1 ? operations[0] : null;
        _operations = operations.Where(operation => operation.Operation.Name is not null)
            .ToFrozenDictionary(operation => operation.Operation.Name!.Value, StringComparer.Ordinal);
    }

    /// <summary>Why the document cannot be executed; empty when it can.</summary>
    public ImmutableArray<IError> Errors { get; }

    /// <summary>The errors without names of the schema that the document did not hold; validated again when asked for.</summary>
    public ImmutableArray<IError> PlainErrors => _plainErrors.Value;

    /// <summary>Whether it selects <c>__schema</c> or <c>__type</c>.</summary>
    public bool AsksForSchema { get; }

    /// <summary>Whether it has to be refused, to some callers at least.</summary>
    public bool IsRefusable => AsksForSchema || Errors.Length > 0;

    /// <summary>The operation of a name, or the only one.</summary>
    public (PlannedOperation? Operation, IError? Error) Find(string? name)
    {
        if (name is not null)
            return _operations.TryGetValue(name, out var named)
                ? (named, null)
                : (null, NotFound($"Unknown operation named \"{name}\"."));
        return _only is not null
            ? (_only, null)
            : (null, NotFound(_operations.Count == 0
                ? "Must provide an operation."
                : "Must provide operation name if query contains multiple operations."));
    }

    private static Error NotFound(string message) => Error.Of(message, ErrorCodes.OperationNotFound);
}
