namespace Analytics.GraphQL.DataLoader;

/// <summary>
/// Base of data loaders, one instance a request. Keys that are asked for while other fields are still being started are
/// fetched together.
/// </summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
/// <typeparam name="TValue">The type of values.</typeparam>
/// <param name="batchScheduler">The request's scheduler.</param>
/// <param name="maxBatchSize">Keys that one fetch may have; more make several fetches.</param>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, int maxBatchSize = 1_000)
    : IDataLoader<TKey, TValue> where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<Waiting> _waiting = [];
    private CancellationToken _cancellation;

    /// <inheritdoc/>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known))
                return known.Task;
            // Continuations run at once on purpose: what they ask of other loaders is then part of the next batch.
            var made = _known[key] = new TaskCompletionSource<TValue?>();
            _waiting.Add(new(key, made));
            _cancellation = cancellationToken;
            if (_waiting.Count == 1)
                batchScheduler.Schedule(Dispatch);
            return made.Task;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken))).ConfigureAwait(false);

    /// <summary>Gives a value that is known already, so that it is not fetched; a key that was asked for keeps its value.</summary>
    public void SetCacheEntry(TKey key, TValue? value)
    {
        var made = new TaskCompletionSource<TValue?>();
        made.SetResult(value);
        lock (_lock)
            _known.TryAdd(key, made);
    }

    /// <summary>Forgets a value, as after a mutation that changed it; who waits for it still gets it.</summary>
    public void RemoveCacheEntry(TKey key)
    {
        lock (_lock)
            _known.Remove(key);
    }

    /// <summary>Fetches the values of distinct keys; a key without value is left out of the answer.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private void Dispatch()
    {
        List<Waiting> waiting;
        lock (_lock)
            (waiting, _waiting) = (_waiting, []);
        foreach (var chunk in waiting.Chunk(maxBatchSize))
            _ = FetchAsync(chunk, _cancellation);
    }

    private async Task FetchAsync(Waiting[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            // A key that was forgotten while it waited may stand here twice.
            var keys = chunk.Select(waiting => waiting.Key).Distinct().ToArray();
            var found = await LoadBatchAsync(keys, cancellationToken).ConfigureAwait(false);
            Deliver(chunk, waiting => waiting.Source.TrySetResult(found.GetValueOrDefault(waiting.Key)));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Every caller that waits for one of the keys gets the fault.
            Deliver(chunk, waiting => waiting.Source.TrySetException(fault));
        }
    }

    private void Deliver(Waiting[] chunk, Action<Waiting> give)
    {
        var scheduler = batchScheduler as BatchScheduler;
        scheduler?.BeginDelivery();
        try
        {
            foreach (var waiting in chunk)
                give(waiting);
        }
        finally
        {
            scheduler?.EndDelivery();
        }
    }

    private readonly record struct Waiting(TKey Key, TaskCompletionSource<TValue?> Source);
}
