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
    /// <summary>What the run for the tenant did, for its record; null where it counts nothing.</summary>
    protected long? Rows { get; set; }

    /// <summary>A tenant's failure is recorded and does not stop the others.</summary>
    /// <exception cref="OperationCanceledException">The host stops; the scheduler runs the job again at its next start.</exception>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var job = context.JobDetail.Key.Name;
        var started = TimeProvider.System.GetTimestamp();
        var (ran, failures) = (0, 0);
        foreach (var tenant in await tenants.AllAsync(cancellationToken))
        {
            if (!await BeginAsync(tenant, job, cancellationToken))
                continue;
            ran++;
            failures += await RunRecordedAsync(tenant, job, cancellationToken) ? 0 : 1;
        }
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        if (ran > 0)
            JobsLog.Ran(logger, job, ran, failures, elapsed.TotalMilliseconds);
    }

    /// <summary>The work for one tenant: usually one use case.</summary>
    protected abstract Task RunAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Whether the tenant's turn has come; always by default.</summary>
    protected virtual ValueTask<bool> BeginAsync(TenantScope tenant, string job, CancellationToken cancellationToken) =>
        new(true);

    /// <summary>Called after a run that went well.</summary>
    protected virtual Task EndAsync(TenantScope tenant, string job, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> RunRecordedAsync(TenantScope tenant, string job, CancellationToken cancellationToken)
    {
        Rows = null;
        var run = await runs.StartAsync(tenant, job, cancellationToken);
        try
        {
            await RunAsync(tenant, cancellationToken);
            await EndAsync(tenant, job, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)   // any: it is this tenant's alone
        {
            JobsLog.FailedForTenant(logger, failure, job, tenant.Id.Value);
            await runs.FailAsync(tenant, job, run, failure, cancellationToken);
            return false;
        }
        await runs.SucceedAsync(tenant, job, run, Rows, cancellationToken);
        return true;
    }
}
