using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Quality;

/// <summary>Seals each tenant's days once they are over, and compares what nobody has looked at for the longest time.</summary>
public sealed class SealLogJob(
    OpenTenant tenants, ILogSeals seals, TimeProvider clock, JobRuns runs, ILogger<SealLogJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Hourly: somewhere a day has just ended.</summary>
    public const string Cron = "0 20 * * * ?";

    private const long PositionsVerified = 100_000;   // an hour and tenant: a million in ten hours, for seconds of work

    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var zone = tenant.Tenant.TimeZone;
        var today = LocalCalendar.StartOfDay(LocalCalendar.DayOf(clock.GetUtcNow(), zone), zone);
        await seals.SealAsync(tenant, today, cancellationToken);
        await seals.VerifyOldestAsync(tenant, PositionsVerified, cancellationToken);
    }
}
