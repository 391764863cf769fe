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

    internal Task PurgeAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        connections.ExecuteAsync(
            tenant, IdempotencySql.Purge, cancellationToken,
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - options.Lifetime },
            new NpgsqlParameter<int> { TypedValue = options.MaxEntries });
}
