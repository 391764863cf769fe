using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>Executes plans that put something off: the first answer at once, the rest while the stream is read.</summary>
/// <param name="options">Limits.</param>
/// <param name="reporter">Makes errors of exceptions.</param>
/// <param name="refuse">Makes the answer to a request whose time is up before its first part is there.</param>
internal sealed class IncrementalExecutor(
    RequestOptions options, ErrorReporter reporter, Func<IError, ExecutionResult> refuse)
{
    /// <summary>One answer when nothing was put off after all, else a stream of them.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<IExecutionResult> ExecuteAsync(
        OperationPlan plan, OperationRequest request, VariableValues variables, CancellationToken cancellationToken)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.ExecutionTimeout);
        var sources = new OpenSources();
        var writer = new ResultWriter();
        IncrementalResponse? response = null;
        try
        {
            var operation = new OperationContext(plan, request, variables, reporter, deadline.Token);
            var work = new IncrementalWork(sources);
            await OperationExecutor.ExecuteAsync(operation, writer, work).ConfigureAwait(false);
            if (work.IsEmpty)
                return new ExecutionResult(writer, ResultKind.Executed, [.. operation.Errors]);
            response = new IncrementalResponse(operation, work, Open, deadline, options.TimeoutError, cancellationToken);
            return new ResponseStream(ResponseStreamKind.Incremental, response, response.DisposeAsync);

            ExecutionResult Open(IReadOnlyList<IPending> pending)
            {
                Payload.WritePending(writer, pending);
                writer.WriteRaw(",\"hasNext\":true}"u8);
                return new ExecutionResult(writer, ResultKind.Executed, [.. operation.Errors]);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            writer.Dispose();
            return refuse(options.TimeoutError());
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        finally
        {
            if (response is null)
            {
                await sources.CloseAsync().ConfigureAwait(false);
                deadline.Dispose();
            }
        }
    }
}
