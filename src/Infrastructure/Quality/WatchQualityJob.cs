using Analytics.Domain.Jobs;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Quality;

/// <summary>Holds each tenant's last day to its thresholds.</summary>
public sealed class WatchQualityJob(
    OpenTenant tenants, WatchQuality watch, TimeProvider clock, JobRuns runs, TenantSchedules schedules,
    ILogger<WatchQualityJob> logger)
    : LocalTenantJob(tenants, runs, schedules, clock, logger)
{
    /// <summary>After the day was sealed, and late enough for what stragglers send of it.</summary>
    protected override LocalSchedule Schedule { get; } = LocalSchedule.Daily(new TimeOnly(6, 0));

    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Rows = await watch.ExecuteAsync(tenant, cancellationToken);
}
