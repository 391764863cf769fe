namespace Analytics.GraphQL.DataLoader;

/// <summary>Any data loader; what is registered by assembly is found by it.</summary>
public interface IDataLoader;

/// <summary>Fetches values by key, many at once, and each only once a request.</summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
/// <typeparam name="TValue">The type of values.</typeparam>
public interface IDataLoader<TKey, TValue> : IDataLoader where TKey : notnull
{
    /// <summary>The value of a key; the default of <typeparamref name="TValue"/> when there is none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken);

    /// <summary>The values of several keys, in their order.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken);
}
