using Quartz;

namespace Analytics.Infrastructure.Jobs;

/// <summary>Names the jobs and when they run.</summary>
public sealed class JobSchedule
{
    private const string Group = "scheduled";

    private readonly List<ScheduledJob> _jobs = [];

    internal IReadOnlyList<ScheduledJob> Jobs => _jobs;

    /// <summary>
    /// The job runs on one node at a time, and never twice at once. A time that passed while no node ran is made up
    /// for once.
    /// </summary>
    /// <typeparam name="TJob">Its constructor is filled from the services.</typeparam>
    /// <param name="cron">Seconds, minutes, hours, day of month, month, day of week; in UTC.</param>
    /// <exception cref="FormatException">The expression is none.</exception>
    public JobSchedule Add<TJob>(string cron)
        where TJob : class, IJob
    {
        var key = KeyOf<TJob>();
        var job = JobBuilder.Create<TJob>()
            .WithIdentity(key)
            .StoreDurably()
            .DisallowConcurrentExecution()
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key.Name, key.Group)
            .ForJob(key)
            .WithCronSchedule(cron, schedule => schedule
                .InTimeZone(TimeZoneInfo.Utc)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        _jobs.Add(new ScheduledJob(job, trigger, cron));
        return this;
    }

    /// <summary>A job is named by its type, without "Job"; its runs are recorded under that name.</summary>
    internal static JobKey KeyOf<TJob>()
        where TJob : class, IJob =>
        new(typeof(TJob).Name.EndsWith("Job", StringComparison.Ordinal) ? typeof(TJob).Name[..^3] : typeof(TJob).Name, Group);
}

/// <param name="Job">What runs.</param>
/// <param name="Trigger">Has the job's name.</param>
/// <param name="Cron">As it was declared.</param>
internal sealed record ScheduledJob(IJobDetail Job, ITrigger Trigger, string Cron);
