using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Access;

/// <summary>The keys of partners, servers and browsers.</summary>
public interface IApiKeyStore
{
    /// <summary>Makes a key from 190 random bits; only its SHA-256 is stored.</summary>
    Task<IssuedApiKey> CreateAsync(TenantScope tenant, NewApiKey key, CancellationToken cancellationToken);

    /// <summary>
    /// The live key that was presented, found by its hash, so that timing tells nothing about other keys.
    /// Notes the use, at most once a minute; what was found may be half a second old. It takes no scope because it is
    /// how a caller's tenant becomes known.
    /// </summary>
    /// <param name="presentedKey">As the caller sent it; any length and content.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>Null when the key is unknown, expired or revoked.</returns>
    Task<ApiKey?> FindAsync(string presentedKey, CancellationToken cancellationToken);

    /// <summary>The tenant's keys, newest first, with those that are expired or revoked.</summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Changes a key's limits, which hold within a second on every node.</summary>
    /// <returns>The key as it is now; null when the tenant has no such key.</returns>
    Task<ApiKey?> ChangeAsync(TenantScope tenant, Guid id, KeyLimits limits, CancellationToken cancellationToken);

    /// <summary>Ends a key, on this node at once and within a second on every other. A second call changes nothing.</summary>
    /// <returns>False when the tenant has no such key.</returns>
    Task<bool> RevokeAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);
}
