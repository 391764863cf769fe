using Analytics.Domain.Metrics;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Keeps the figures of what is over, and writes anew what changed.</summary>
public sealed class WriteSnapshotsJob(
    OpenTenant tenants, IKeptBreakdowns breakdowns, WriteSnapshots write, IOptions<SnapshotOptions> options, JobRuns runs,
    ILogger<WriteSnapshotsJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Hourly, seven minutes past, when what happened before the hour has mostly arrived.</summary>
    public const string Cron = "0 7 * * * ?";

    /// <exception cref="InvalidOperationException">The engine is behind, or a figure cannot be answered.</exception>
    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var series = KeptMetrics.Of(tenant.Tenant, await breakdowns.FindAsync(tenant, cancellationToken));
        Rows = (await write.ExecuteAsync(tenant, series, options.Value.KeepYears, cancellationToken))
            .TryGet(out var rows, out var problem)
            ? rows
            : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");
    }
}
