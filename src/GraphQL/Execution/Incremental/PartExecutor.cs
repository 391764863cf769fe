using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>Executes the parts of an answer that were put off. Each has its own buffer, errors and arguments.</summary>
internal sealed class PartExecutor(OperationContext operation, OpenSources sources)
{
    /// <summary>Executes deferred fields.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled or took too long.</exception>
    public ValueTask<PartResult> ExecuteAsync(ExecutionGroup group) => GuardAsync(
        "defer", new IncrementalWork(sources, group.Scope), async (context, work, writer) =>
        {
            var selection = group.Selection;
            ObjectNode? node = null;
            if (selection.HasAsync)
            {
                node = new ObjectNode(selection, group.Value, PathNode.Of(group.Path));
                using var runner = new FieldRunner(context, work, isPart: true);
                await runner.RunAsync(node, 0, node.Results.Length).ConfigureAwait(false);
            }
            var answer = new AnswerWriter(context, writer, work, group.Path);
            return (answer, answer.WriteObject(selection, group.Value, node));
        });

    /// <summary>Executes an item of a streamed list.</summary>
    /// <exception cref="OperationCanceledException">The request was cancelled or took too long.</exception>
    public ValueTask<PartResult> ExecuteItemAsync(ItemStream stream, object? item, int index) => GuardAsync(
        "stream", new IncrementalWork(sources), async (context, work, writer) =>
        {
            object[] path = [.. stream.Path, index];
            if (stream.Field.HasAsyncBelow)
            {
                using var runner = new FieldRunner(context, work, isPart: true);
                item = await runner.RunItemAsync(stream.Field, stream.ItemType, item, PathNode.Of(path)!)
                    .ConfigureAwait(false);
            }
            var answer = new AnswerWriter(context, writer, work, path);
            return (answer, answer.WriteValue(stream.Field, stream.ItemType, item));
        });

    /// <summary>The error of a list that could not be read to its end.</summary>
    public IError FailureOf(ItemStream stream, Exception fault)
    {
        var context = operation.ForPart();
        context.AddException(fault, stream.Field, () => stream.Path);
        return context.Errors[^1];
    }

    private async ValueTask<PartResult> GuardAsync(
        string what, IncrementalWork work,
        Func<OperationContext, IncrementalWork, ResultWriter, ValueTask<(AnswerWriter Answer, bool IsComplete)>> execute)
    {
        var context = operation.ForPart();
        var writer = new ResultWriter(1024);
        try
        {
            var (answer, isComplete) = await execute(context, work, writer).ConfigureAwait(false);
            if (isComplete)
                return new PartResult(writer, context.Errors, work, null);
            writer.Dispose();
            return PartResult.Failed(answer.FailureAmong(context.Errors));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            writer.Dispose();
            operation.Aborted.ThrowIfCancellationRequested();
            return PartResult.Failed(operation.Unexpected(fault, what));
        }
    }
}
