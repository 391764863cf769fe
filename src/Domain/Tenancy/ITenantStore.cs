namespace Analytics.Domain.Tenancy;

/// <summary>Where tenants are looked up before anything of theirs may be read.</summary>
public interface ITenantStore
{
    /// <returns>Null when there is no such tenant.</returns>
    Task<TenantInfo?> FindAsync(TenantId id, CancellationToken cancellationToken);

    /// <param name="identifier">Compared exactly; identifiers are lower case.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <returns>Null when there is no such tenant.</returns>
    Task<TenantInfo?> FindAsync(string identifier, CancellationToken cancellationToken);

    /// <summary>All tenants that this node serves, for jobs and the engine's tailing.</summary>
    Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a tenant or changes the settings of the one with this identity.</summary>
    Task SaveAsync(TenantInfo tenant, CancellationToken cancellationToken);
}
