using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.TrackingPlan;

/// <summary>Makes good for a process that was killed between a plan's publication and the renames that it brings.</summary>
public sealed class ApplyPlanRenamesJob(
    OpenTenant tenants, ApplyPlanRenames renames, JobRuns runs, ILogger<ApplyPlanRenamesJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Every hour.</summary>
    public const string Cron = "0 15 * * * ?";

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        renames.ExecuteAsync(tenant, cancellationToken);
}
