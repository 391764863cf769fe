using Analytics.Domain.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Analytics.Infrastructure.Jobs;

/// <summary>The scheduler: it keeps its state in the database, which all nodes share, and starts with the host.</summary>
public static class JobServices
{
    private const string SchedulerName = "analytics";
    private const int ConcurrentJobs = 2;   // on each node

    private static readonly TimeSpan _checkin = TimeSpan.FromSeconds(5);

    /// <param name="services">Where the parts go; <see cref="StorageServices.AddStorage"/> is called on them too.</param>
    /// <param name="schedule">Names the jobs. All nodes name the same ones.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, Action<JobSchedule> schedule)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JobRuns>();
        services.TryAddSingleton<JobHistory>();
        services.TryAddSingleton<IJobHistory>(provider => provider.GetRequiredService<JobHistory>());
        services.TryAddSingleton<TenantSchedules>();
        services.TryAddSingleton<MaintenanceRuns>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = SchedulerName;
                scheduler.GenerateInstanceId = true;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(ConcurrentJobs);
            quartz.UsePersistentStore(Configure);
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);

        var declared = new JobSchedule();
        schedule(declared);
        services.AddSingleton(declared);
        services.AddHostedService<JobScheduling>();
        return services;
    }

    /// <summary>Has engines' files made anew on request; needs the engine.</summary>
    public static IServiceCollection AddRecomputations(this IServiceCollection services) => services
        .AddSingleton<Recomputations>()
        .AddSingleton<IRecomputations>(provider => provider.GetRequiredService<Recomputations>())
        .AddHostedService(provider => provider.GetRequiredService<Recomputations>())
        .AddSingleton<Recompute>();

    private static void Configure(IPersistentStoreBuilder store)
    {
        store.UsePostgres(source => source.DataSourceFactory =
            provider => provider.GetRequiredService<RoleDataSources>().Scheduler);
        store.ConfigureStore(options =>
        {
            options.TablePrefix = "quartz.qrtz_";
            options.StoreJobDataAsStrings = true;
            options.RecoverFiringsCancelledByShutdown = true;
        });
        store.ProvisionSchema();
        store.UseClustering(clustering => clustering.CheckinInterval = _checkin);
    }
}
