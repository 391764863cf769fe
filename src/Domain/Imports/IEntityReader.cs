using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>Shows what was imported.</summary>
public interface IEntityReader
{
    /// <returns>Null when there is none of this id.</returns>
    Task<Entity?> FindAsync(TenantScope tenant, EntityKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Things that a filter lets through, in the order of their ids.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">The id before the page; null from the beginning.</param>
    /// <param name="limit">Most things of the page.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Fewer than asked for where <see cref="EntityFilter.MaxLookedAt"/> were looked at.</returns>
    Task<EntityPage> ListAsync(
        TenantScope tenant, EntityFilter filter, string? after, int limit, CancellationToken cancellationToken);
}
