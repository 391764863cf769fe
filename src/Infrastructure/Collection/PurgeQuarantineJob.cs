using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

/// <summary>Deletes what has been in the quarantine for longer than it is kept.</summary>
public sealed class PurgeQuarantineJob(
    OpenTenant tenants, Quarantine quarantine, IOptions<QuarantineOptions> options, TimeProvider clock,
    JobRuns runs, ILogger<PurgeQuarantineJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Daily, at 03:25 UTC.</summary>
    public const string Cron = "0 25 3 * * ?";

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        PurgeAsync(tenant, cancellationToken);

    internal Task PurgeAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        quarantine.PurgeAsync(tenant, clock.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays), cancellationToken);
}
