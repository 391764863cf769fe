using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>A tenant's thresholds and what broke them.</summary>
public interface IQualityIncidents
{
    /// <summary>What the tenant expects.</summary>
    Task<QualityThresholds> ThresholdsAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Puts thresholds in the place of those before.</summary>
    Task SaveThresholdsAsync(
        TenantScope tenant, QualityThresholds thresholds, string? caller, CancellationToken cancellationToken);

    /// <summary>
    /// Enters what was measured: a breach opens an incident or goes on with the one that is open, anything else resolves it.
    /// Endpoints are told in the same transaction, of each opening and each end once.
    /// </summary>
    /// <returns>True when an incident was opened or resolved.</returns>
    Task<bool> EnterAsync(TenantScope tenant, QualityFinding finding, CancellationToken cancellationToken);

    /// <summary>Incidents, the latest opened first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="state">Null for any.</param>
    /// <param name="before">Lists those before this one; null from the latest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<QualityIncident>> ListAsync(
        TenantScope tenant, IncidentState? state, Guid? before, int limit, CancellationToken cancellationToken);
}
