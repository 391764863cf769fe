using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Jobs;

/// <summary>Rebuilding of derived files as a job in the background.</summary>
public interface IRecomputations
{
    /// <summary>Begins one, unless one of the tenant is at work.</summary>
    /// <param name="tenant">Whose files.</param>
    /// <param name="after">Entries after this position are taken from the log again.</param>
    /// <param name="cancellationToken">Gives up beginning; not the job.</param>
    /// <returns>The run; null when one is at work.</returns>
    Task<TenantJobRun?> BeginAsync(TenantScope tenant, long after, CancellationToken cancellationToken);
}
