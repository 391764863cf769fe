using System.Collections;
using System.Collections.Concurrent;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution.Incremental;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// Resolves the fields that wait, and those around them. All fields that can be started are started; when nothing is
/// left to start, data loaders fetch what was asked of them; whatever completes is expanded at once. One logical thread
/// does the bookkeeping, resolvers complete on any.
/// </summary>
internal sealed class FieldRunner : IDisposable
{
    private readonly OperationContext _operation;
    private readonly BatchScheduler? _batches;
    private readonly IFieldAuthorization? _authorization;
    private readonly ConcurrentQueue<(ObjectNode Node, int Field, object? Value)> _completed = new();
    private readonly Queue<ObjectNode> _toExpand = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly IncrementalWork? _work;
    private int _running;

    /// <param name="operation">The operation, or a part of it that was put off.</param>
    /// <param name="work">Takes lists that are read further later; null when the plan puts nothing off.</param>
    /// <param name="isPart">Whether several run for one request; whoever runs them then dispatches batches.</param>
    public FieldRunner(OperationContext operation, IncrementalWork? work = null, bool isPart = false)
    {
        _operation = operation;
        _work = work;
        _authorization = operation.Services.GetService<IFieldAuthorization>();
        if (isPart)
            return;
        _batches = operation.Services.GetService<IBatchScheduler>() as BatchScheduler;
        _batches?.OnScheduled = Wake;
    }

    /// <summary>Resolves the chosen fields of a root, and everything below them that waits.</summary>
    public async Task RunAsync(ObjectNode root, int from, int count)
    {
        for (var index = from; index < from + count; index++)
            Resolve(root, index);
        await FinishAsync().ConfigureAwait(false);
    }

    /// <summary>Resolves what waits below a value of a field, such as an item of its list.</summary>
    /// <returns>The value with what was resolved.</returns>
    public async Task<object?> RunItemAsync(FieldPlan field, IType type, object? value, PathNode path)
    {
        var attached = Attach(field, type, value, path);
        await FinishAsync().ConfigureAwait(false);
        return attached;
    }

    private async Task FinishAsync()
    {
        while (true)
        {
            Settle();
            // Resolvers that gave up because of the token have completed, but have no answer.
            _operation.ThrowIfAborted();
            if (_running == 0 && _completed.IsEmpty)
                return;
            // A batch may complete at once; then there is more to settle before the next one starts.
            if (_completed.IsEmpty && _batches?.Dispatch() != true)
                await _signal.WaitAsync(_operation.Aborted).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _batches?.OnScheduled = null;

    private void Settle()
    {
        while (true)
            if (_completed.TryDequeue(out var done))
            {
                _running--;
                var field = done.Node.Selection.Fields[done.Field];
                done.Node.Results[done.Field] = Attach(
                    field, field.Field.Type, done.Value, new PathNode(done.Node.Path, field.ResponseName));
            }
            else if (_toExpand.TryDequeue(out var node))
                for (var index = 0; index < node.Results.Length; index++)
                    Resolve(node, index);
            else
                return;
    }

    private void Resolve(ObjectNode node, int index)
    {
        var field = node.Selection.Fields[index];
        if (field.IsAsync)
        {
            _running++;
            _ = RunFieldAsync(node, index, field);
        }
        else
            node.Results[index] = field.HasAsyncBelow ? ResolveNow(node, field) : ObjectNode.Unresolved;
    }

    private object? ResolveNow(ObjectNode node, FieldPlan field)
    {
        var path = new PathNode(node.Path, field.ResponseName);
        try
        {
            var arguments = _operation.ArgumentsOf(field);
            var context = field.Resolver.NeedsContext ? Context(node, field, arguments, path) : null;
            return Attach(field, field.Field.Type, field.Resolver.Sync!(_operation, node.Value, arguments, context), path);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _operation.AddException(fault, field, path.ToList);
            return ObjectNode.Failed;
        }
    }

    private async Task RunFieldAsync(ObjectNode node, int index, FieldPlan field)
    {
        object? value = ObjectNode.Failed;
        try
        {
            var path = new PathNode(node.Path, field.ResponseName);
            try
            {
                var arguments = _operation.ArgumentsOf(field);
                var context = Context(node, field, arguments, path);
                if (field.Field.Authorization.Count == 0 || await FieldPermission
                    .IsGivenAsync(_operation, field, context, _authorization).ConfigureAwait(false))
                {
                    value = field.Resolver.Async is { } resolve
                        ? await resolve(_operation, node.Value, arguments, context).ConfigureAwait(false)
                        : field.Resolver.Sync!(_operation, node.Value, arguments, context);
                    if (value is not null && field.Resolver.Sequence is { } sequence)
                        value = await ReadAsync(field, sequence(value)).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                value = ObjectNode.Failed;
                _operation.AddException(fault, field, path.ToList);
            }
        }
        catch (OperationCanceledException)
        {
            // The whole request is cancelled: whoever waits for the runner learns of it by the same token.
        }
        finally
        {
            _completed.Enqueue((node, index, value));
            Wake();
        }
    }

    private async ValueTask<object> ReadAsync(FieldPlan field, IAsyncEnumerable<object?> items)
    {
        if (field.Stream is { } stream)
            return await StreamedItems.ReadAsync(
                items, stream.InitialCount(_operation.Schema, _operation.Variables), _work!.Sources, _operation.Aborted)
                .ConfigureAwait(false);
        var all = new List<object?>();
        await foreach (var item in items.WithCancellation(_operation.Aborted).ConfigureAwait(false))
            all.Add(item);
        return all;
    }

    /// <summary>Replaces the objects in a value that have waiting fields by nodes, and queues those.</summary>
    private object? Attach(FieldPlan field, IType type, object? value, PathNode path)
    {
        if (value is null || value == ObjectNode.Failed || !field.HasAsyncBelow)
            return value;
        if (type.NullableType() is ListType list)
            return AttachList(field, list, value, path);
        SelectionPlan selection;
        try
        {
            selection = field.SelectionFor(value);
        }
        catch (InvalidOperationException)
        {
            // Of no possible type: writing it reports that.
            return value;
        }
        if (!selection.HasAsync)
            return value;
        var node = new ObjectNode(selection, value, path);
        _toExpand.Enqueue(node);
        return node;
    }

    private object AttachList(FieldPlan field, ListType list, object value, PathNode path)
    {
        try
        {
            if (field.Stream is { } stream && value is IEnumerable all and not string && list == field.Field.Type.NullableType())
                value = StreamedItems.Read(
                    all, stream.InitialCount(_operation.Schema, _operation.Variables), _work!.Sources);
            return value switch
            {
                StreamedItems streamed => streamed with { Initial = AttachItems(field, list, streamed.Initial, path) },
                IEnumerable items => AttachItems(field, list, items, path),
                _ => value,
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A sequence computes its items only now.
            _operation.AddException(fault, field, path.ToList);
            return ObjectNode.Failed;
        }
    }

    private object?[] AttachItems(FieldPlan field, ListType list, IEnumerable items, PathNode path) =>
        [.. items.Cast<object?>().Select((item, index) =>
            Attach(field, list.ElementType, item, new PathNode(path, index)))];

    private ResolverContext Context(ObjectNode node, FieldPlan field, object?[] arguments, PathNode path) =>
        new(_operation, field, node.Value, arguments, new LazyPath(path.ToList));

    private void Wake() => _signal.Release();
}
