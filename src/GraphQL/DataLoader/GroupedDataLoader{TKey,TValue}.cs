namespace Analytics.GraphQL.DataLoader;

/// <summary>Base of data loaders that fetch several values a key: the orders of a customer, say.</summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
/// <typeparam name="TValue">The type of values.</typeparam>
/// <param name="batchScheduler">The request's scheduler.</param>
/// <param name="maxBatchSize">Keys that one fetch may have; more make several fetches.</param>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, int maxBatchSize = 1_000)
    : BatchDataLoader<TKey, TValue[]>(batchScheduler, maxBatchSize) where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys; a key without values gets an empty array.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyDictionary<TKey, TValue[]>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadGroupedBatchAsync(keys, cancellationToken).ConfigureAwait(false);
        return keys.ToDictionary(key => key, key => found[key].ToArray());
    }
}
