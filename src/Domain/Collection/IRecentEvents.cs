using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>The raw log as people read it.</summary>
public interface IRecentEvents
{
    /// <summary>Events in descending position.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="before">Only positions below it: the last position of the page before; null for the first page.</param>
    /// <param name="limit">At most so many; from 1.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, RecentEventsFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Events in ascending position.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="after">Only positions above it.</param>
    /// <param name="to">Only positions up to it.</param>
    /// <param name="limit">At most so many; from 1.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, RecentEventsFilter filter, long after, long to, int limit, CancellationToken cancellationToken);

    /// <summary>Events at places that an engine named, in the same order; those that are gone are left out.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="places">At most some thousands.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<StoredEvent>> ListAsync(
        TenantScope tenant, IReadOnlyList<EventPlace> places, CancellationToken cancellationToken);
}
