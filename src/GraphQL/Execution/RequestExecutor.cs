using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Execution;

/// <summary>Executes requests against one schema. One instance serves all requests.</summary>
public sealed class RequestExecutor
{
    private readonly RequestOptions _options;
    private readonly RequestPreparation _preparation;
    private readonly ErrorReporter _reporter;

    /// <summary>Compiles the schema's resolvers; that takes some milliseconds, so keep the instance.</summary>
    public RequestExecutor(
        Schema schema, RequestOptions options, IEnumerable<IErrorFilter> errorFilters, ILogger<RequestExecutor> logger)
    {
        Schema = schema;
        _options = options;
        _preparation = new RequestPreparation(
            schema, new DocumentStore(schema, new ResolverSet(schema), options), options);
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
        var prepared = _preparation.Prepare(request);
        return prepared.Plan is { } plan
            ? await ExecuteAsync(plan, request, prepared.Variables, cancellationToken).ConfigureAwait(false)
            : Refuse(prepared.Refusal, prepared.Errors);
    }

    /// <summary>
    /// Answers a request of a transport that carries several answers: with one, or with a stream of them.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<IExecutionResult> StreamAsync(OperationRequest request, CancellationToken cancellationToken) =>
        await ExecuteAsync(request, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether a caller may see the schema.</summary>
    internal bool AllowsIntrospection(OperationRequest request) => _options.AllowsIntrospection(request);

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
        OperationPlan plan, OperationRequest request, VariableValues variables, CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(_options.ExecutionTimeout, cancellationToken);
        var writer = new ResultWriter();
        try
        {
            var context = new OperationContext(plan, request, variables, _reporter, deadline);
            await OperationExecutor.ExecuteAsync(context, writer).ConfigureAwait(false);
            return new ExecutionResult(writer, ResultKind.Executed, context.Errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsOver)
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
}
