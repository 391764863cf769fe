using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Which events a tenant calls otherwise than they were sent.</summary>
public interface IEventRenames
{
    /// <summary>Makes these the tenant's renames, and no others; what is so already is not written again.</summary>
    /// <returns>The log's head once it is durable.</returns>
    Task<long> SetAsync(TenantScope tenant, EventRenames renames, CancellationToken cancellationToken);

    /// <summary>Those that hold.</summary>
    Task<EventRenames> OfAsync(TenantScope tenant, CancellationToken cancellationToken);
}
