using Analytics.Domain.Jobs;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Quality;

/// <summary>Seals each tenant's days once they are over, and compares what nobody has looked at for the longest time.</summary>
public sealed class SealLogJob(
    OpenTenant tenants, ILogSeals seals, TimeProvider clock, JobRuns runs, TenantSchedules schedules,
    ILogger<SealLogJob> logger)
    : LocalTenantJob(tenants, runs, schedules, clock, logger)
{
    private const long PositionsVerified = 2_000_000;   // a day and tenant, for about half a minute of work

    /// <summary>When nothing of the day before is under way any more.</summary>
    protected override LocalSchedule Schedule { get; } = LocalSchedule.Daily(new TimeOnly(0, 20));

    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var zone = tenant.Tenant.TimeZone;
        var today = LocalCalendar.StartOfDay(LocalCalendar.DayOf(Clock.GetUtcNow(), zone), zone);
        Rows = await seals.SealAsync(tenant, today, cancellationToken);
        await seals.VerifyOldestAsync(tenant, PositionsVerified, cancellationToken);
    }
}
