using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>Deletes notes of the ingest log after a week: they are for those who are looking for their events now.</summary>
public sealed class PurgeIngestLogJob(
    OpenTenant tenants, TenantConnections connections, TimeProvider clock, JobRuns runs, ILogger<PurgeIngestLogJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Daily.</summary>
    public const string Cron = "0 20 3 * * ?";

    private static readonly TimeSpan _kept = TimeSpan.FromDays(7);

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        connections.ExecuteAsync(
            tenant, JournalSql.Purge, cancellationToken,
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - _kept });
}
