using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>The latest state of a tenant's things beside orders.</summary>
public interface IEntityStore
{
    /// <summary>Things by their ids; those that the store has not are missing.</summary>
    Task<IReadOnlyDictionary<string, EntityState>> ReadAsync(
        TenantScope tenant, EntityKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Of the actors those who were erased: nothing of them is stored.</summary>
    Task<IReadOnlySet<string>> ErasedAsync(
        TenantScope tenant, IReadOnlyCollection<string> actors, CancellationToken cancellationToken);

    /// <summary>Writes states, and what they add to the log as pending: all or none.</summary>
    Task SaveAsync(
        TenantScope tenant, EntityKind kind, IReadOnlyCollection<EntityState> states, string source,
        PendingImport pending, CancellationToken cancellationToken);
}
