using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Metrics;

/// <summary>Where tenants' choices of what is kept are.</summary>
public interface IKeptBreakdowns
{
    /// <returns>What the tenant chose; none unless it did.</returns>
    Task<KeptBreakdowns> FindAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Replaces what the tenant chose.</summary>
    Task SaveAsync(TenantScope tenant, KeptBreakdowns breakdowns, string? caller, CancellationToken cancellationToken);
}
