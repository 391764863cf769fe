using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Jobs;

/// <summary>The runs of a tenant's jobs, kept for 90 days.</summary>
public interface IJobHistory
{
    /// <summary>Runs, the latest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="job">Of this job only; null for all.</param>
    /// <param name="before">Lists those before this one; null from the latest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<TenantJobRun>> ListAsync(
        TenantScope tenant, string? job, Guid? before, int limit, CancellationToken cancellationToken);
}
