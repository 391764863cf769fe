using System.Collections.Concurrent;
using Analytics.GraphQL.DataLoader;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>
/// The answers of an operation of which something was put off. Work begins when the first answer has been taken, and
/// its bookkeeping is done by whoever asks for the next one; resolvers complete on any thread.
/// </summary>
internal sealed class IncrementalResponse : IWorkStarter, IAsyncEnumerable<ExecutionResult>, IAsyncDisposable
{
    private readonly ExecutionResult _first;
    private readonly PartExecutor _parts;
    private readonly OpenSources _sources;
    private readonly CancellationTokenSource _deadline;
    private readonly Func<IError> _timeout;
    private readonly BatchScheduler? _batches;
    private readonly DeliveryGraph _graph;
    private readonly ConcurrentQueue<Action<Payload>> _news = new();
    private readonly Queue<Action<Payload>> _later = new();
    private readonly List<(ItemStream Stream, int Places)> _taken = [];
    private readonly SemaphoreSlim _signal = new(0);
    private readonly List<Task> _running = [];
    private readonly CancellationToken _aborted;
    private bool _isDisposed;

    /// <summary>Ends the first answer, which is still open, by what is pending.</summary>
    /// <param name="operation">The operation whose first part was executed.</param>
    /// <param name="work">What was put off.</param>
    /// <param name="open">Makes the first answer of what is pending.</param>
    /// <param name="deadline">Cancels the whole; disposed with the response.</param>
    /// <param name="timeout">What is said of everything that is pending when the time is up.</param>
    /// <param name="aborted">Cancelled when the caller goes away.</param>
    public IncrementalResponse(
        OperationContext operation, IncrementalWork work, Func<IReadOnlyList<IPending>, ExecutionResult> open,
        CancellationTokenSource deadline, Func<IError> timeout, CancellationToken aborted)
    {
        _sources = work.Sources;
        _parts = new PartExecutor(operation, _sources);
        _deadline = deadline;
        _aborted = aborted;
        _timeout = timeout;
        _batches = operation.Services.GetService<IBatchScheduler>() as BatchScheduler;
        _graph = new DeliveryGraph(this);
        _first = open(_graph.Begin(work));
    }

    /// <summary>The answers, once.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone away.</exception>
    public async IAsyncEnumerator<ExecutionResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var caller = cancellationToken.UnsafeRegister(state => ((CancellationTokenSource)state!).Cancel(), _deadline);
        yield return _first;
        _batches?.OnScheduled = Wake;
        _graph.Start();
        while (!_graph.IsFinished)
            if (await NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
                yield return next;
    }

    /// <inheritdoc/>
    void IWorkStarter.Start(ExecutionGroup task)
    {
        if (task.Result is { Failure: not null })
            Tell(payload => _graph.TaskDone(task, payload));
        else if (!task.IsStarted)
        {
            task.IsStarted = true;
            Track(RunAsync(task));
        }
    }

    /// <inheritdoc/>
    void IWorkStarter.Start(ItemStream stream) => _later.Enqueue(_ => Track(RunAsync(stream)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _deadline.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_running)
            running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        await _sources.CloseAsync().ConfigureAwait(false);
        _batches?.OnScheduled = null;
        _first.Dispose();
        _deadline.Dispose();
    }

    private async ValueTask<ExecutionResult?> NextAsync(CancellationToken cancellationToken)
    {
        var payload = new Payload();
        try
        {
            await CollectAsync(payload).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_aborted.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested && !_isDisposed)
        {
            _graph.GiveUp(_timeout(), payload);
        }
        return payload.IsEmpty ? null : payload.ToResult(!_graph.IsFinished);
    }

    /// <summary>Waits for news, and takes all that are there.</summary>
    private async ValueTask CollectAsync(Payload payload)
    {
        while (_news.IsEmpty && payload.IsEmpty)
            if (_later.Count > 0)
                for (var count = _later.Count; count > 0; count--)
                    _later.Dequeue()(payload);
            else if (_batches?.Dispatch() != true)
                await _signal.WaitAsync(_deadline.Token).ConfigureAwait(false);
        _deadline.Token.ThrowIfCancellationRequested();
        while (_news.TryDequeue(out var tell))
            tell(payload);
        // Not before: a producer that keeps pace would lengthen this payload for ever.
        foreach (var (stream, places) in _taken)
            stream.Room.Release(places);
        _taken.Clear();
    }

    private async Task RunAsync(ExecutionGroup task)
    {
        try
        {
            task.Result = await _parts.ExecuteAsync(task).ConfigureAwait(false);
            Tell(payload => _graph.TaskDone(task, payload));
        }
        catch (OperationCanceledException)
        {
            // The whole answer is cancelled: whoever waits for it learns of it by the same token.
        }
    }

    private async Task RunAsync(ItemStream stream)
    {
        try
        {
            await ProduceAsync(stream).ConfigureAwait(false);
            stream.IsEnded = true;
            TellOf(stream);
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
    }

    private async Task ProduceAsync(ItemStream stream)
    {
        try
        {
            for (var index = stream.FirstIndex; stream.Failure is null; index++)
            {
                await stream.Room.WaitAsync(_deadline.Token).ConfigureAwait(false);
                if (!await stream.Items.MoveNextAsync().ConfigureAwait(false))
                    return;
                var item = await _parts.ExecuteItemAsync(stream, stream.Items.Current, index).ConfigureAwait(false);
                stream.Failure = item.Failure;
                if (item.Failure is not null)
                    return;
                stream.Ready.Enqueue(item);
                TellOf(stream);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            _deadline.Token.ThrowIfCancellationRequested();
            stream.Failure = _parts.FailureOf(stream, fault);
        }
        finally
        {
            await _sources.ReleaseAsync(stream.Items).ConfigureAwait(false);
        }
    }

    private void TellOf(ItemStream stream)
    {
        if (stream.TrySignal())
            Tell(payload => Look(stream, payload));
    }

    private void Look(ItemStream stream, Payload payload)
    {
        stream.ClearSignal();
        var isEnded = stream.IsEnded;
        var items = new List<PartResult>();
        while (stream.Ready.TryDequeue(out var item))
            items.Add(item);
        if (items.Count > 0)
        {
            _taken.Add((stream, items.Count));
            _graph.ItemsReady(stream, items, payload);
        }
        if (!isEnded)
            return;
        // What was good is delivered before the failure is told, in an answer of its own.
        if (stream.Failure is not null && items.Count > 0)
            _later.Enqueue(next => _graph.StreamDone(stream, next));
        else
            _graph.StreamDone(stream, payload);
    }

    private void Tell(Action<Payload> news)
    {
        _news.Enqueue(news);
        Wake();
    }

    private void Wake() => _signal.Release();

    private void Track(Task running)
    {
        if (running.IsCompleted)
            return;
        lock (_running)
            _running.Add(running);
    }
}
