using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Analytics.Infrastructure.Jobs;

/// <summary>
/// A job that does its work for one tenant after the other, on one node. It must be safe to run twice: a run that a
/// killed node cut off is begun again on another, tenants that were done included.
/// </summary>
public abstract class TenantJob(OpenTenant tenants, JobRuns runs, ILogger logger) : IJob
{
    /// <summary>A tenant's failure is recorded and does not stop the others.</summary>
    /// <exception cref="OperationCanceledException">The host stops; the scheduler runs the job again at its next start.</exception>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var job = context.JobDetail.Key.Name;
        var started = TimeProvider.System.GetTimestamp();
        var scopes = await tenants.AllAsync(cancellationToken);
        var failures = 0;
        foreach (var tenant in scopes)
            failures += await RunRecordedAsync(tenant, job, cancellationToken) ? 0 : 1;
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        JobsLog.Ran(logger, job, scopes.Count, failures, elapsed.TotalMilliseconds);
    }

    /// <summary>The work for one tenant: usually one use case.</summary>
    protected abstract Task RunAsync(TenantScope tenant, CancellationToken cancellationToken);

    private async Task<bool> RunRecordedAsync(TenantScope tenant, string job, CancellationToken cancellationToken)
    {
        await runs.StartAsync(tenant, job, cancellationToken);
        try
        {
            await RunAsync(tenant, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)   // any: it is this tenant's alone
        {
            JobsLog.FailedForTenant(logger, failure, job, tenant.Id.Value);
            await runs.FailAsync(tenant, job, failure, cancellationToken);
            return false;
        }
        await runs.SucceedAsync(tenant, job, cancellationToken);
        return true;
    }
}
