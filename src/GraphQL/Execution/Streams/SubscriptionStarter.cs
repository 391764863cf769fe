using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>
/// The specification's Subscribe: CreateSourceEventStream here, MapSourceToResponseEvent by <see cref="EventResponses"/>.
/// </summary>
internal sealed class SubscriptionStarter(
    RequestExecutor executor, ResolverSet resolvers, ErrorReporter reporter, RequestOptions options)
{
    private readonly SharedStreams _shared = new(executor);

    /// <summary>Different answers that are made for each event for many subscribers.</summary>
    public int SharedCount => _shared.Count;

    /// <summary>A stream of answers, or one answer with the errors that kept the source from opening.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<IExecutionResult> StartAsync(
        PreparedRequest prepared, OperationRequest request, CancellationToken cancellationToken)
    {
        var source = resolvers.SourceOf(prepared.Plan!.Root.Fields[0].Field);
        var stream = new EventResponses(executor, prepared, request, source.RunsCode, cancellationToken);
        IExecutionResult? refusal = null;
        try
        {
            stream.BeginOpening(options.ExecutionTimeout);
            refusal = await OpenAsync(stream, source, request, prepared).ConfigureAwait(false);
            if (refusal is null && !stream.EndOpening())
                refusal = executor.Refuse(ResultKind.TimedOut, [Error.Of(
                    $"Subscribing took longer than the allowed {options.ExecutionTimeout.TotalSeconds:0.###} s.",
                    ErrorCodes.Timeout)]);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            await stream.CloseAsync().ConfigureAwait(false);
            throw;
        }
        if (refusal is null)
            return stream.Source is TopicSubscriber topic && stream.Audience is { } audience
                ? await ShareAsync(stream, topic, audience, prepared, request).ConfigureAwait(false)
                : new ResponseStream(ResponseStreamKind.Subscription, stream, stream.CloseAsync);
        await stream.CloseAsync().ConfigureAwait(false);
        return refusal;
    }

    private async ValueTask<ResponseStream> ShareAsync(
        EventResponses stream, TopicSubscriber source, string audience, PreparedRequest prepared, OperationRequest request)
    {
        // The topic goes on without what was needed to open it.
        stream.Source = null;
        await stream.CloseAsync().ConfigureAwait(false);
        var shared = await _shared.JoinAsync(source, audience, prepared, request).ConfigureAwait(false);
        return new ResponseStream(ResponseStreamKind.Subscription, shared, shared.CloseAsync);
    }

    private async ValueTask<ExecutionResult?> OpenAsync(
        EventResponses stream, CompiledSource source, OperationRequest request, PreparedRequest prepared)
    {
        var field = prepared.Plan!.Root.Fields[0];
        IReadOnlyList<object> path = [field.ResponseName];
        try
        {
            CheckResumption(request, source);
            var operation = new OperationContext(
                prepared.Plan, stream.OpeningRequest(request), prepared.Variables, reporter, stream.Lifetime);
            var arguments = operation.ArgumentsOf(field);
            var context = new ResolverContext(operation, field, null, arguments, path);
            if (!await FieldPermission.IsGivenAsync(
                operation, field, context, request.Services.GetService<IFieldAuthorization>()).ConfigureAwait(false))
                return RequestExecutor.Answer(ResultKind.RequestError, [.. operation.Errors]);
            stream.Source = await source.Open(operation, arguments, context).ConfigureAwait(false);
            stream.Audience = request.Services.GetService<SubscriptionOptions>()?.Audience?.Invoke(request);
            return null;
        }
        catch (OperationCanceledException) when (stream.Lifetime.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return executor.Refuse(ResultKind.RequestError, [.. reporter.FromException(fault, field.Field.Coordinate)
                .Select(error => OperationContext.At(error, field, () => path))]);
        }
    }

    private static void CheckResumption(OperationRequest request, CompiledSource source)
    {
        if (request.Extensions.ValueKind != JsonValueKind.Object
            || !request.Extensions.TryGetProperty(OperationContext.ResumeFromKey, out var cursor)
            || cursor.ValueKind == JsonValueKind.Null)
            return;
        if (cursor.ValueKind != JsonValueKind.String)
            throw new GraphQLException(Error.Of(
                "The extension \"resumeFrom\" must be a string.", ErrorCodes.BadRequest));
        if (!source.CanResume)
            throw new GraphQLException(Error.Of(
                "This subscription cannot be resumed: subscribe without \"resumeFrom\".", ErrorCodes.CannotResume));
    }
}
