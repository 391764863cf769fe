using Microsoft.Extensions.Hosting;
using Quartz;

namespace Analytics.Infrastructure.Jobs;

/// <summary>
/// Brings the stored schedule to the declared one at start. A schedule that did not change stays as it is stored, with
/// what it still owes from the time when no node ran; Quartz's own declarations would replace it and forget that.
/// </summary>
internal sealed class JobScheduling(JobSchedule schedule, ISchedulerFactory schedulers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var (job, trigger, cron) in schedule.Jobs)
        {
            await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
            var stored = await scheduler.GetTrigger(trigger.Key, cancellationToken);
            if (stored is not ICronTrigger { CronExpressionString: var known } || known != cron)
                await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
