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

    protected override async Task RunAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(WebhookSql.Purge, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - _kept });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }
}
