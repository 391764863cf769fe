using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Diagnostics;
using Analytics.GraphQL.Execution.Incremental;
using Analytics.GraphQL.Execution.PersistedOperations;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Execution.Streams;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Execution;

/// <summary>Executes requests against one schema. One instance serves all requests.</summary>
public sealed class RequestExecutor
{
    private readonly RequestOptions _options;
    private readonly ImmutableArray<IExecutionDiagnosticEvents> _listeners;
    private readonly RequestPreparation _preparation;
    private readonly ErrorReporter _reporter;
    private readonly SubscriptionStarter _subscriptions;
    private readonly IncrementalExecutor _incremental;

    /// <summary>Compiles the schema's resolvers; that takes some milliseconds, so keep the instance.</summary>
    /// <exception cref="InvalidOperationException">The options name a field that the schema does not have.</exception>
    public RequestExecutor(
        Schema schema, RequestOptions options, IEnumerable<IErrorFilter> errorFilters, ILogger<RequestExecutor> logger,
        IEnumerable<IOperationDocumentStorage>? storages = null, IEnumerable<IExecutionDiagnosticEvents>? listeners = null)
    {
        Schema = schema;
        options.Cost.Check(schema);
        _options = options;
        _listeners = [.. listeners ?? []];
        var resolvers = new ResolverSet(schema);
        _preparation = new RequestPreparation(
            schema, new DocumentResolution(options.PersistedOperations, storages ?? []),
            new DocumentStore(schema, resolvers, options), options);
        _reporter = new ErrorReporter(errorFilters, logger);
        _subscriptions = new SubscriptionStarter(this, resolvers, _reporter, options);
        _incremental = new IncrementalExecutor(options, _reporter, error => Refuse(ResultKind.TimedOut, [error]));
    }

    /// <summary>The schema that is executed.</summary>
    public Schema Schema { get; }

    /// <summary>
    /// Answers a request with one answer. Faults of the request and of resolvers are part of it; a subscription is refused.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public ValueTask<ExecutionResult> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        request.Observation = RequestObservation.Begin(request, _listeners);
        return request.Observation is { } observation
            ? ObservedRequests.ObserveAsync(observation, AnswerOnceAsync(request, cancellationToken))
            : AnswerOnceAsync(request, cancellationToken);
    }

    private async ValueTask<ExecutionResult> AnswerOnceAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = _preparation.Prepare(request);
        if (prepared.Plan is null)
            return Refuse(prepared.Refusal, prepared.Errors);
        return request.CostReport == CostReport.Validate
            ? OnlyCost(prepared.Cost!.Value)
            : await ExecuteAsync(prepared, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Answers a request of a transport that carries several answers: with one, or with a stream of them.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public ValueTask<IExecutionResult> StreamAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        request.Observation = RequestObservation.Begin(request, _listeners);
        return request.Observation is { } observation
            ? ObservedRequests.ObserveStreamAsync(observation, AnswerAsync(request, cancellationToken))
            : AnswerAsync(request, cancellationToken);
    }

    private async ValueTask<IExecutionResult> AnswerAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = _preparation.Prepare(request, allowStreams: true);
        if (prepared.Plan is not { } plan)
            return Refuse(prepared.Refusal, prepared.Errors);
        if (request.CostReport == CostReport.Validate)
            return OnlyCost(prepared.Cost!.Value);
        if (plan.Operation.Operation == OperationType.Subscription)
            return await _subscriptions.StartAsync(prepared, request, cancellationToken).ConfigureAwait(false);
        return plan.IsIncremental
            ? await _incremental.ExecuteAsync(plan, request, prepared.Variables, cancellationToken).ConfigureAwait(false)
            : await ExecuteAsync(prepared, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer to an event of a subscription.</summary>
    internal ValueTask<ExecutionResult> ExecuteEventAsync(
        PreparedRequest prepared, OperationRequest request, SourceItem happened, CancellationToken cancellationToken) =>
        ExecuteAsync(prepared, request, cancellationToken, happened);

    /// <summary>The errors that an exception stands for, logged where they are not meant for the caller.</summary>
    internal IEnumerable<IError> FaultsOf(Exception fault, string place) => _reporter.FromException(fault, place);

    /// <summary>Whether a caller may see the schema.</summary>
    internal bool AllowsIntrospection(OperationRequest request) => _options.AllowsIntrospection(request);

    /// <summary>Checks a trusted document against the schema, and keeps what it is prepared to.</summary>
    /// <exception cref="InvalidOperationException">The document is not valid.</exception>
    internal void PrepareTrusted(string id, ReadOnlyMemory<byte> document)
    {
        if (_preparation.Check(document) is [var fault, ..])
            throw new InvalidOperationException($"The operation document {id} is not valid: {fault.Message}");
    }

    /// <summary>The answer to a request that is refused before it is executed.</summary>
    internal ExecutionResult Refuse(ResultKind kind, ImmutableArray<IError> errors) =>
        Answer(kind, [.. errors.Select(_reporter.Filter)]);

    /// <summary>An answer of nothing but errors that were filtered already.</summary>
    internal static ExecutionResult Answer(ResultKind kind, ImmutableArray<IError> errors)
    {
        var writer = new ResultWriter(1024);
        writer.WriteRaw((byte)'{');
        ErrorWriter.WriteErrors(writer, errors);
        writer.WriteRaw((byte)'}');
        return new ExecutionResult(writer, kind, errors);
    }

    /// <summary>The answer to a fault outside of any field.</summary>
    internal ExecutionResult Fail(Exception fault) =>
        Refuse(ResultKind.ServerError, [.. _reporter.FromException(fault, "request")]);

    private static ExecutionResult OnlyCost(OperationCost cost)
    {
        var writer = new ResultWriter(128);
        writer.WriteRaw("{\"extensions\":{"u8);
        CostWriter.Write(writer, cost);
        writer.WriteRaw("}}"u8);
        return new ExecutionResult(writer, ResultKind.Executed, []);
    }

    private async ValueTask<ExecutionResult> ExecuteAsync(
        PreparedRequest prepared, OperationRequest request, CancellationToken cancellationToken,
        SourceItem happened = default)
    {
        using var deadline = new RequestDeadline(_options.ExecutionTimeout, cancellationToken);
        var writer = new ResultWriter();
        try
        {
            var context = new OperationContext(prepared.Plan!, request, prepared.Variables, _reporter, deadline)
            {
                Event = happened,
                Cost = request.CostReport == CostReport.Report ? prepared.Cost : null,
            };
            await OperationExecutor.ExecuteAsync(context, writer).ConfigureAwait(false);
            return new ExecutionResult(writer, ResultKind.Executed, context.Errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsOver)
        {
            writer.Dispose();
            return Refuse(ResultKind.TimedOut, [_options.TimeoutError()]);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }
}
