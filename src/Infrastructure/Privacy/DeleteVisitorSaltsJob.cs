using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Privacy;

/// <summary>Deletes the salts of days that are over in their tenant's time zone.</summary>
public sealed class DeleteVisitorSaltsJob(
    PrivacyKeyStore keys, OpenTenant tenants, JobRuns runs, ILogger<DeleteVisitorSaltsJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Hourly, since days end at all hours.</summary>
    public const string Cron = "0 7 * * * ?";

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        keys.DeleteSaltsAsync(tenant, cancellationToken);
}
