using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Jobs;

/// <summary>
/// A job that is due at a local time of each tenant. A time that passed while no node ran is made up for once; a run that
/// failed is tried again after an hour.
/// </summary>
public abstract class LocalTenantJob(
    OpenTenant tenants, JobRuns runs, TenantSchedules schedules, TimeProvider clock, ILogger logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Each minute somewhere a time may be due; to look costs nothing where it was served.</summary>
    public const string Cron = "0 * * * * ?";

    private DateTimeOffset _due;

    /// <summary>What says when it is due.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>When it is due.</summary>
    protected abstract LocalSchedule Schedule { get; }

    protected override async ValueTask<bool> BeginAsync(TenantScope tenant, string job, CancellationToken cancellationToken)
    {
        _due = Schedule.LatestDue(Clock.GetUtcNow(), tenant.Tenant.TimeZone);
        return await schedules.ClaimAsync(tenant, job, _due, cancellationToken);
    }

    protected override Task EndAsync(TenantScope tenant, string job, CancellationToken cancellationToken) =>
        schedules.ServedAsync(tenant, job, _due, cancellationToken);
}
