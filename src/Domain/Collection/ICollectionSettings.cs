using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Where tenants' settings of collection are kept.</summary>
public interface ICollectionSettings
{
    /// <summary>Those that were saved last, or the default.</summary>
    Task<CollectionSettings> ReadAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Takes their place.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="settings">Their version is the one that they take the place of.</param>
    /// <param name="by">Who did it, as the audit log has it; null for nobody in particular.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The settings with the next version; null when somebody else was quicker.</returns>
    Task<CollectionSettings?> ReplaceAsync(
        TenantScope tenant, CollectionSettings settings, string? by, CancellationToken cancellationToken);
}
