using Microsoft.Extensions.Logging;
using Quartz;

namespace Analytics.Infrastructure.Jobs;

/// <summary>A job that serves no tenant in particular. It must be safe to run twice, as after a killed node.</summary>
public abstract class MaintenanceJob(MaintenanceRuns runs, ILogger logger) : IJob
{
    /// <summary>A failure is recorded; the next run comes as scheduled.</summary>
    /// <exception cref="OperationCanceledException">The host stops; the scheduler runs the job again at its next start.</exception>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var job = context.JobDetail.Key.Name;
        await runs.StartAsync(job, cancellationToken);
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)   // any: the record tells of it
        {
            JobsLog.Failed(logger, failure, job);
            await runs.FailAsync(job, failure, cancellationToken);
            return;
        }
        await runs.SucceedAsync(job, cancellationToken);
    }

    protected abstract Task RunAsync(CancellationToken cancellationToken);
}
