using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Idempotency;

/// <summary>Deletes keys that are older than answers are kept, and the oldest of a tenant that has too many.</summary>
public sealed class PurgeIdempotencyKeysJob(
    OpenTenant tenants, TenantConnections connections, IdempotencyOptions options, TimeProvider clock, JobRuns runs,
    ILogger<PurgeIdempotencyKeysJob> logger)
    : TenantJob(tenants, runs, logger)
{
    /// <summary>Hourly: a key that is due counts as forgotten before it is deleted.</summary>
    public const string Cron = "0 40 * * * ?";

    protected override Task RunAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        PurgeAsync(tenant, cancellationToken);

    internal async Task PurgeAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(IdempotencySql.Purge, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - options.Lifetime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.MaxEntries });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }
}
