using System.Collections.Concurrent;

namespace Analytics.GraphQL.DataLoader;

/// <summary>Base of data loaders that fetch one key at a time, but each only once a request.</summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
/// <typeparam name="TValue">The type of values.</typeparam>
public abstract class CacheDataLoader<TKey, TValue> : IDataLoader<TKey, TValue> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue?>>> _known = new();

    /// <inheritdoc/>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken) =>
        _known.GetOrAdd(key, wanted => new(() => LoadSingleAsync(wanted, cancellationToken))).Value;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TValue?>> LoadAsync(
        IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken))).ConfigureAwait(false);

    /// <summary>Fetches the value of a key; the default of <typeparamref name="TValue"/> when there is none.</summary>
    protected abstract Task<TValue?> LoadSingleAsync(TKey key, CancellationToken cancellationToken);
}
