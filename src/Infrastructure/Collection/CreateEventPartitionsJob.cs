using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Collection;

/// <summary>Makes the partitions of this month and the next ones, so that no sender waits for one at a month's turn.</summary>
public sealed class CreateEventPartitionsJob(
    RoleDataSources roles, TimeProvider clock, MaintenanceRuns runs, ILogger<CreateEventPartitionsJob> logger)
    : MaintenanceJob(runs, logger)
{
    /// <summary>Daily, at 02:10 UTC: were a day missed, months are left.</summary>
    public const string Cron = "0 10 2 * * ?";

    protected override Task RunAsync(CancellationToken cancellationToken) =>
        new EventPartitions(roles).EnsureAheadAsync(clock.GetUtcNow(), cancellationToken);
}
