using Analytics.Columnar;
using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Exports;
using Analytics.Infrastructure.Idempotency;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Quality;
using Analytics.Infrastructure.Snapshots;
using Analytics.Infrastructure.Webhooks;
using Analytics.Infrastructure.Privacy;
using Analytics.Infrastructure.TrackingPlan;

namespace Analytics.Api.Hosting;

/// <summary>The parts with a disk or a network behind them.</summary>
internal static class InfrastructureHosting
{
    /// <summary>The log, the stores and the jobs.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, Storage storage) => services
        .AddStorage(_ => storage.ConnectionString)
        .AddQuality()
        .AddSnapshots()
        .AddWebhooks()
        .AddExports()
        .AddRecomputations()
        .AddSingleton<BotRetags>()
        .AddSingleton<IBotRetags>(provider => provider.GetRequiredService<BotRetags>())
        .AddJobs(jobs => jobs
            .Add<CreateEventPartitionsJob>(CreateEventPartitionsJob.Cron)
            .Add<PurgeIdempotencyKeysJob>(PurgeIdempotencyKeysJob.Cron)
            .Add<PurgeIngestLogJob>(PurgeIngestLogJob.Cron)
            .Add<SealLogJob>(LocalTenantJob.Cron)
            .Add<PurgeDeliveriesJob>(PurgeDeliveriesJob.Cron)
            .Add<DeleteVisitorSaltsJob>(DeleteVisitorSaltsJob.Cron)
            .Add<RetagBotsJob>(RetagBotsJob.Cron)
            .Add<PurgeQuarantineJob>(PurgeQuarantineJob.Cron)
            .Add<WatchQualityJob>(LocalTenantJob.Cron)
            .Add<ApplyPlanRenamesJob>(ApplyPlanRenamesJob.Cron)
            .Add<WriteSnapshotsJob>(WriteSnapshotsJob.Cron));

    /// <summary>The embedded behavioural engine.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services) => services.AddColumnar();
}
