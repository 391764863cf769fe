using System.Collections.Immutable;
using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Execution;

/// <summary>Executes requests against one schema. One instance serves all requests.</summary>
public sealed class RequestExecutor
{
    private readonly RequestOptions _options;
    private readonly DocumentStore _documents;
    private readonly ErrorReporter _reporter;

    /// <summary>Compiles the schema's resolvers; that takes some milliseconds, so keep the instance.</summary>
    public RequestExecutor(
        Schema schema, RequestOptions options, IEnumerable<IErrorFilter> errorFilters, ILogger<RequestExecutor> logger)
    {
        Schema = schema;
        _options = options;
        _documents = new DocumentStore(schema, new ResolverSet(schema), options);
        _reporter = new ErrorReporter(errorFilters, logger);
    }

    /// <summary>The schema that is executed.</summary>
    public Schema Schema { get; }

    /// <summary>
    /// Answers a request with one answer. Faults of the request and of resolvers are part of it; a subscription is refused.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<ExecutionResult> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = _documents.Get(request.Document.Span);
        if (prepared.Errors.Length > 0)
            return Refuse(ResultKind.RequestError, prepared.Errors);
        var (operation, notFound) = prepared.Find(request.OperationName);
        if (operation is null)
            return Refuse(ResultKind.RequestError, [notFound!]);
        if (NotAllowed(operation.Operation, request) is { } refusal)
            return Refuse(ResultKind.NotAllowed, [refusal]);
        if (VariablesTooLarge(request.Variables))
            return Refuse(ResultKind.RequestError, [Error.Of(
                $"The variables are larger than {_options.MaxVariablesBytes} bytes.", ErrorCodes.VariablesTooLarge)]);
        var errors = new List<IError>();
        var variables = VariableCoercion.Coerce(Schema, operation.Operation, request.Variables, errors);
        return errors.Count > 0
            ? Refuse(ResultKind.RequestError, [.. errors])
            : await ExecuteAsync(operation, request, variables, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Answers a request of a transport that carries several answers: with one, or with a stream of them.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<IExecutionResult> StreamAsync(OperationRequest request, CancellationToken cancellationToken) =>
        await ExecuteAsync(request, cancellationToken).ConfigureAwait(false);

    /// <summary>The answer to a request that is refused before it is executed.</summary>
    internal ExecutionResult Refuse(ResultKind kind, ImmutableArray<IError> errors)
    {
        ImmutableArray<IError> filtered = [.. errors.Select(_reporter.Filter)];
        var writer = new ResultWriter(1024);
        writer.WriteRaw((byte)'{');
        ErrorWriter.WriteErrors(writer, filtered);
        writer.WriteRaw((byte)'}');
        return new ExecutionResult(writer, kind, filtered);
    }

    /// <summary>The answer to a fault outside of any field.</summary>
    internal ExecutionResult Fail(Exception fault) =>
        Refuse(ResultKind.ServerError, [.. _reporter.FromException(fault, "request")]);

    private async ValueTask<ExecutionResult> ExecuteAsync(
        PlannedOperation operation, OperationRequest request, VariableValues variables,
        CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.ExecutionTimeout);
        var writer = new ResultWriter();
        try
        {
            var plan = operation.PlanFor(variables);
            var context = new OperationContext(plan, request, variables, _reporter, deadline.Token);
            await OperationExecutor.ExecuteAsync(context, writer).ConfigureAwait(false);
            return new ExecutionResult(writer, ResultKind.Executed, [.. context.Errors]);
        }
        catch (CoercionException fault)
        {
            writer.Dispose();
            return Refuse(ResultKind.RequestError, [Error.Of(fault.Message, ErrorCodes.BadInput)]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            writer.Dispose();
            return Refuse(ResultKind.TimedOut, [Error.Of(
                $"The request took longer than the allowed {_options.ExecutionTimeout.TotalSeconds:0.###} s.",
                ErrorCodes.Timeout)]);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    private static Error? NotAllowed(OperationDefinitionNode operation, OperationRequest request) => operation.Operation switch
    {
        OperationType.Mutation when !request.AllowMutations =>
            Error.Of("Can only perform a mutation operation from a POST request.", ErrorCodes.OperationNotAllowed),
        OperationType.Subscription => Error.Of(
            "Subscriptions need a transport that carries several answers; this one carries only one.",
            ErrorCodes.OperationNotAllowed),
        _ => null,
    };

    private bool VariablesTooLarge(JsonElement variables) => variables.ValueKind == JsonValueKind.Object
        && System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(variables).Length > _options.MaxVariablesBytes;
}
