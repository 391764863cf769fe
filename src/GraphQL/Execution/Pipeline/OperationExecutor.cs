using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Incremental;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Executes a plan: resolves what waits, then writes <c>{"data":...,"errors":[...]}</c>.</summary>
internal static class OperationExecutor
{
    /// <summary>Writes the whole response object; it stays open when something of it was put off.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="writer">Where the answer goes.</param>
    /// <param name="work">Takes what is put off; null when the plan puts nothing off.</param>
    /// <exception cref="OperationCanceledException">The request was cancelled or took too long.</exception>
    public static async ValueTask ExecuteAsync(
        OperationContext operation, ResultWriter writer, IncrementalWork? work = null)
    {
        writer.WriteRaw("{\"data\":"u8);
        var mark = writer.Position;
        var answer = new AnswerWriter(operation, writer, work);
        var complete = operation.Plan.Operation.Operation == OperationType.Mutation
            ? await ExecuteSeriallyAsync(operation, answer, writer, work).ConfigureAwait(false)
            : await ExecuteTogetherAsync(operation, answer, work).ConfigureAwait(false);
        if (!complete)
        {
            writer.Truncate(mark);
            work?.CutBack(mark);
            writer.WriteNull();
        }
        if (operation.Errors is { Length: > 0 } errors)
        {
            writer.WriteRaw((byte)',');
            ErrorWriter.WriteErrors(writer, errors);
        }
        WriteExtensions(operation, writer);
        if (work?.IsEmpty != false)
            writer.WriteRaw((byte)'}');
    }

    private static void WriteExtensions(OperationContext operation, ResultWriter writer)
    {
        if (operation.Cost is null && operation.Event.Cursor is null)
            return;
        writer.WriteRaw(",\"extensions\":{"u8);
        if (operation.Cost is { } cost)
            CostWriter.Write(writer, cost);
        if (operation.Event.Cursor is { } cursor)
        {
            writer.WriteRaw(operation.Cost is null ? "\"cursor\":"u8 : ",\"cursor\":"u8);
            writer.WriteString(cursor);
        }
        writer.WriteRaw((byte)'}');
    }

    private static async ValueTask<bool> ExecuteTogetherAsync(
        OperationContext operation, AnswerWriter answer, IncrementalWork? work)
    {
        var root = operation.Plan.Root;
        if (!root.HasAsync)
            return answer.WriteObject(root, operation.Event.Value, null);
        var node = new ObjectNode(root, operation.Event.Value, null);
        using var runner = new FieldRunner(operation, work);
        await runner.RunAsync(node, 0, node.Results.Length).ConfigureAwait(false);
        return answer.WriteObject(root, operation.Event.Value, node);
    }

    // One root field after the other, each written to its leaves before the next begins.
    private static async ValueTask<bool> ExecuteSeriallyAsync(
        OperationContext operation, AnswerWriter answer, ResultWriter writer, IncrementalWork? work)
    {
        var root = operation.Plan.Root;
        var node = new ObjectNode(root, null, null);
        using var runner = new FieldRunner(operation, work);
        if (root.Deferred is { } begun)
            work!.Enter(begun, []);
        writer.WriteRaw((byte)'{');
        for (var index = 0; index < root.Fields.Length; index++)
        {
            operation.ThrowIfAborted();
            var position = index;
            if (!(root.Fields[index].Field.Idempotency is null
                ? await ExecuteMemberAsync(position).ConfigureAwait(false)
                : await new IdempotentMutation(operation, root.Fields[index])
                    .WriteAsync(
                        () => ExecuteMemberAsync(position), () => RefuseMember(position), writer, index == 0, work is null)
                    .ConfigureAwait(false)))
                return false;
        }
        writer.WriteRaw((byte)'}');
        if (root.Deferred is { } deferred)
            work!.PutOff(deferred, null, [], writer.Position);
        return true;

        async ValueTask<bool> ExecuteMemberAsync(int index)
        {
            await runner.RunAsync(node, index, 1).ConfigureAwait(false);
            return answer.WriteMember(root, index, null, node, index == 0);
        }

        bool RefuseMember(int index)
        {
            node.Results[index] = ObjectNode.Failed;
            return answer.WriteMember(root, index, null, node, index == 0);
        }
    }
}
