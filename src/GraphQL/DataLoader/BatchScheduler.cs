using System.Collections.Concurrent;

namespace Analytics.GraphQL.DataLoader;

/// <summary>Collects the batches of one request until its execution has nothing else to do.</summary>
public sealed class BatchScheduler : IBatchScheduler
{
    private readonly ConcurrentQueue<Action> _waiting = new();
    private int _deliveries;

    /// <summary>Told of every new batch, possibly from another thread; null while nobody executes.</summary>
    internal Action? OnScheduled { get; set; }

    /// <inheritdoc/>
    public void Schedule(Action dispatch)
    {
        _waiting.Enqueue(dispatch);
        if (OnScheduled is { } wake)
            wake();
        else
            // Outside of an execution, as in an interceptor, nobody knows when all have asked: a moment later must do.
            ThreadPool.QueueUserWorkItem(static scheduler => scheduler.Dispatch(), this, preferLocal: false);
    }

    /// <summary>Starts all batches that wait.</summary>
    /// <returns>False when none did.</returns>
    internal bool Dispatch()
    {
        if (Volatile.Read(ref _deliveries) > 0)
            return false;
        var any = false;
        // Those that are scheduled by what is started now wait for the next turn, so that they can fill up.
        for (var count = _waiting.Count; count > 0 && _waiting.TryDequeue(out var dispatch); count--)
        {
            dispatch();
            any = true;
        }
        return any;
    }

    /// <summary>
    /// Puts batches off while a loader hands out what it has fetched: those who waited for it ask for the next keys
    /// one after the other, and all of these belong together.
    /// </summary>
    internal void BeginDelivery() => Interlocked.Increment(ref _deliveries);

    /// <summary>Everything is handed out.</summary>
    internal void EndDelivery()
    {
        Interlocked.Decrement(ref _deliveries);
        OnScheduled?.Invoke();
    }
}
