using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Jobs;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using Quartz;

namespace Analytics.Infrastructure.Collection;

/// <summary>Where it is kept how past events stand to the list of robots; the work is <see cref="RetagBotsJob"/>'s.</summary>
public sealed class BotRetags(TenantConnections connections, ISchedulerFactory schedulers, TimeProvider clock) : IBotRetags
{
    public async Task<BotRetag> ReadAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        (await StateAsync(tenant, cancellationToken))?.Retag ?? BotRetag.None;

    public async Task<BotRetag> RequestAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await ExecuteAsync(tenant, BotRetagSql.Request, cancellationToken, Value(clock.GetUtcNow()));
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(JobSchedule.KeyOf<RetagBotsJob>(), cancellationToken);
        return await ReadAsync(tenant, cancellationToken);
    }

    internal async Task<RetagState?> StateAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(BotRetagSql.Read, lease.Connection);
        command.Parameters.Add(Value(tenant.Id.Value));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        return new RetagState(
            new BotRetag(
                reader.IsDBNull(0) ? null : reader.GetString(0),
                reader.GetFieldValue<DateTimeOffset?>(1),
                reader.GetFieldValue<DateTimeOffset?>(2),
                reader.GetFieldValue<DateTimeOffset?>(3),
                reader.GetInt64(4)),
            reader.IsDBNull(5) ? "" : reader.GetString(5),
            reader.GetFieldValue<string[]>(6));
    }

    internal async Task ExecuteAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(Value(tenant.Id.Value));
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    internal static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}

/// <param name="Retag">What callers see.</param>
/// <param name="LastActor">How far the run came; empty at its start.</param>
/// <param name="Agents">Those that it looks at, and after it those on which list and events differ.</param>
internal sealed record RetagState(BotRetag Retag, string LastActor, IReadOnlyList<string> Agents);
