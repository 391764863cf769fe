using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Identity;

/// <summary>Each change is one transaction, which takes its position from the head row that events take theirs from.</summary>
public sealed class ActorLog(TenantConnections connections, LogHeads heads) : IActorLog
{
    public Task<Result<long>> MergeAsync(
        TenantScope tenant, ActorId alias, ActorId actor, CancellationToken cancellationToken) =>
        WriteAsync(
            tenant, [alias.Value, actor.Value], ActorLogSql.Merge, [Text(alias.Value), Text(actor.Value)], cancellationToken);

    public Task<Result<long>> SplitAsync(TenantScope tenant, ActorId alias, CancellationToken cancellationToken) =>
        WriteAsync(tenant, [], ActorLogSql.Split, [Text(alias.Value)], cancellationToken);

    public Task<Result<long>> ChangeAsync(
        TenantScope tenant, ActorId actor, PropertyChanges changes, CancellationToken cancellationToken) =>
        WriteAsync(
            tenant,
            [actor.Value],
            ActorLogSql.Change,
            [
                Text(actor.Value),
                new NpgsqlParameter<long> { TypedValue = changes.At.ToUnixTimeMilliseconds() },
                Text(LogEntryRows.Name(changes.Change)),
                new NpgsqlParameter { Value = changes.Properties.ToArray(), NpgsqlDbType = NpgsqlDbType.Jsonb },
            ],
            cancellationToken);

    public Task<Result<long>> TagBotAsync(
        TenantScope tenant, ActorId actor, bool isBot, CancellationToken cancellationToken) =>
        WriteAsync(
            tenant,
            [actor.Value],
            ActorLogSql.TagBot,
            [Text(actor.Value), new NpgsqlParameter<bool> { TypedValue = isBot }],
            cancellationToken);

    public async Task<Result<long>> EraseAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var erasure = new ActorErasure(lease.Connection, tenant.Id);
        var head = await erasure.ExecuteAsync(actor.Value, cancellationToken);
        await lease.CommitAsync(cancellationToken);
        heads.Advanced(tenant.Id);
        return head;
    }

    private async Task<Result<long>> WriteAsync(
        TenantScope tenant, string[] ids, string sql, IEnumerable<NpgsqlParameter> parameters,
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var rows = new TenantRows(lease.Connection, tenant.Id);
        var head = (long)(await rows.ScalarAsync(ActorLogSql.LockHead, [], cancellationToken))!;
        var erased = await rows.ScalarAsync(
            ActorLogSql.AnyErased, [new NpgsqlParameter<string[]> { TypedValue = ids }], cancellationToken);
        if (erased is true)
            return EventRules.ActorErased;
        head = (long?)await rows.ScalarAsync(sql, parameters, cancellationToken) ?? head;
        await lease.CommitAsync(cancellationToken);
        heads.Advanced(tenant.Id);
        return head;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
