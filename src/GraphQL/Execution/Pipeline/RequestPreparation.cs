using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.PersistedOperations;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>The steps from a request to a plan and its variables; each may refuse the request.</summary>
internal sealed class RequestPreparation(
    Schema schema, DocumentResolution resolution, DocumentStore documents, RequestOptions options)
{
    private readonly CostBudget _budget = new(options.Cost);

    /// <summary>Prepares a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowStreams">Whether the answer may be a stream of answers.</param>
    public PreparedRequest Prepare(OperationRequest request, bool allowStreams = false)
    {
        var requested = resolution.Resolve(request);
        if (requested.Refusal is { } unknown)
            return PreparedRequest.Refused(unknown);
        var document = documents.Get(requested.Text.Span, out var wasCached);
        request.Observation?.DocumentPrepared(requested.Text.Span, wasCached, requested.IsTrusted, document.Errors);
        if (document.IsRefusable && Refusal(document, request) is { } reasons)
            return PreparedRequest.Refused(reasons);
        if (requested.Hash is { } hash)
            resolution.Remember(hash, requested.Text);
        var (operation, notFound) = document.Find(request.OperationName);
        if (operation is null)
            return PreparedRequest.Refused(notFound!);
        if (NotAllowed(operation.Operation, request, allowStreams) is { } refusal)
            return PreparedRequest.Refused(refusal, ResultKind.NotAllowed);
        return VariableLimits.Check(request.Variables, options) is { } excess
            ? PreparedRequest.Refused(excess)
            : Plan(operation, request, allowStreams && request.AllowIncremental);
    }

    /// <summary>Why a document cannot be executed; empty when it can.</summary>
    public ImmutableArray<IError> Check(ReadOnlyMemory<byte> document) => documents.Get(document.Span).Errors;

    private PreparedRequest Plan(PlannedOperation operation, OperationRequest request, bool allowIncremental)
    {
        var errors = new List<IError>();
        var variables = VariableCoercion.Coerce(schema, operation.Operation, request.Variables, errors);
        if (errors.Count > 0)
            return PreparedRequest.Refused(WordedFor(request, operation, errors));
        try
        {
            var plan = operation.PlanFor(variables, allowIncremental);
            var (cost, excess) = _budget.Judge(plan, request);
            request.Observation?.OperationPlanned(new(
                operation.Operation.Operation, operation.Operation.Name?.Value, plan.WasUsed(), cost));
            return excess is null
                ? PreparedRequest.Of(plan, variables) with { Cost = cost }
                : PreparedRequest.Refused(excess);
        }
        catch (CoercionException fault)
        {
            return PreparedRequest.Refused(Error.Of(fault.Message, ErrorCodes.BadInput));
        }
    }

    // Who may not see the schema is told no names of it either.
    private ImmutableArray<IError> WordedFor(OperationRequest request, PlannedOperation operation, List<IError> errors)
    {
        if (options.AllowsIntrospection(request))
            return [.. errors];
        var plain = new List<IError>();
        VariableCoercion.Coerce(schema, operation.Operation, request.Variables, plain, suggests: false);
        return [.. plain];
    }

    private ImmutableArray<IError>? Refusal(PreparedDocument document, OperationRequest request)
    {
        var isOpen = options.AllowsIntrospection(request);
        if (document.Errors.Length > 0)
            return isOpen ? document.Errors : document.PlainErrors;
        return isOpen ? null : [Error.Of(
            "GraphQL introspection is not allowed, but the query asks for __schema or __type.",
            ErrorCodes.IntrospectionDisabled)];
    }

    private static Error? NotAllowed(
        OperationDefinitionNode operation, OperationRequest request, bool allowSubscriptions) => operation.Operation switch
    {
        OperationType.Mutation when !request.AllowMutations =>
            Error.Of("Can only perform a mutation operation from a POST request.", ErrorCodes.OperationNotAllowed),
        OperationType.Subscription when !allowSubscriptions => Error.Of(
            "Subscriptions need a transport that carries several answers; this one carries only one.",
            ErrorCodes.OperationNotAllowed),
        _ => null,
    };
}
