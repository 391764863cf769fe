using System.Collections.Concurrent;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>Which local times were served for which tenant: each once, whichever node does it.</summary>
public sealed class TenantSchedules(TenantConnections connections, TimeProvider clock)
{
    // Longer than a run takes; a node that was killed leaves its time to others after it.
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(TenantId, string), DateTimeOffset> _served = new();

    /// <summary>Takes a due time, unless it was served or another node is at it.</summary>
    internal async Task<bool> ClaimAsync(
        TenantScope tenant, string job, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (_served.TryGetValue((tenant.Id, job), out var known) && known >= due)
            return false;
        var now = clock.GetUtcNow();
        if (await ScalarAsync(
                tenant, JobHistorySql.Claim, cancellationToken, Value(job), Value(due), Value(now + _longest), Value(now)) is true)
            return true;
        if (await ScalarAsync(tenant, JobHistorySql.IsServed, cancellationToken, Value(job), Value(due)) is true)
            _served[(tenant.Id, job)] = due;
        return false;
    }

    /// <summary>A time that was not is due again when its claim has run out.</summary>
    internal async Task ServedAsync(TenantScope tenant, string job, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await ScalarAsync(tenant, JobHistorySql.Served, cancellationToken, Value(job), Value(due));
        _served[(tenant.Id, job)] = due;
    }

    private async Task<object?> ScalarAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = JobRunCommands.Create(lease.Connection, sql, [Value(tenant.Id.Value), .. parameters]);
        var value = await command.ExecuteScalarAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return value;
    }

    private static NpgsqlParameter Value<T>(T value) => JobRunCommands.Value(value);
}
