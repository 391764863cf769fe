using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>Removes deliveries that were over long ago.</summary>
public sealed class PurgeDeliveriesJob(
    OpenTenant tenants, TenantConnections connections, TimeProvider clock, JobRuns runs, ILogger<PurgeDeliveriesJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Daily.</summary>
    public const string Cron = "0 50 3 * * ?";

    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        connections.ExecuteAsync(
            tenant, WebhookSql.Purge, cancellationToken,
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - _kept });
}
