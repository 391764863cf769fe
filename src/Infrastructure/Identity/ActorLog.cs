using System.Text;
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
        TenantScope tenant, ActorId actor, IReadOnlyList<PropertyChanges> changes, CancellationToken cancellationToken) =>
        WriteAsync(
            tenant,
            [actor.Value],
            ActorLogSql.Change,
            [
                Text(actor.Value),
                new NpgsqlParameter<long[]> { TypedValue = [.. changes.Select(change => change.At.ToUnixTimeMilliseconds())] },
                new NpgsqlParameter<string[]> { TypedValue = [.. changes.Select(change => LogEntryRows.Name(change.Change))] },
                new NpgsqlParameter
                {
                    Value = changes.Select(change => Encoding.UTF8.GetString(change.Properties.Span)).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
                },
            ],
            cancellationToken);

    public Task<Result<long>> TagBotAsync(TenantScope tenant, BotTag tag, CancellationToken cancellationToken) =>
        WriteAsync(
            tenant, [tag.Actor.Value], ActorLogSql.TagBots, Tags([tag]), cancellationToken, alsoOptedOut: true);

    public async Task<long> TagBotsAsync(
        TenantScope tenant, IReadOnlyList<BotTag> tags, CancellationToken cancellationToken) =>
        (await WriteAsync(tenant, [], ActorLogSql.TagBots, Tags(tags), cancellationToken)).Value;

    public async Task<Result<long>> EraseAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var erasure = new ActorErasure(lease.Connection, tenant.Id);
        var head = await erasure.ExecuteAsync(actor.Value, cancellationToken);
        await lease.CommitAsync(cancellationToken);
        heads.Advanced(tenant.Id);
        return head;
    }

    // A split takes nothing up of anybody, and a tag is of what was collected before, too.
    private async Task<Result<long>> WriteAsync(
        TenantScope tenant, string[] ids, string sql, IEnumerable<NpgsqlParameter> parameters,
        CancellationToken cancellationToken, bool alsoOptedOut = false)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var rows = new TenantRows(lease.Connection, tenant.Id);
        var head = (long)(await rows.ScalarAsync(ActorLogSql.LockHead, [], cancellationToken))!;
        var refused = await rows.ScalarAsync(
            ActorLogSql.AnyRefused, [new NpgsqlParameter<string[]> { TypedValue = ids }], cancellationToken) as string;
        if (refused is "erased")
            return EventRules.ActorErased;
        if (refused is not null && !alsoOptedOut)
            return EventRules.ActorOptedOut;
        head = (long?)await rows.ScalarAsync(sql, parameters, cancellationToken) ?? head;
        await lease.CommitAsync(cancellationToken);
        heads.Advanced(tenant.Id);
        return head;
    }

    private static NpgsqlParameter[] Tags(IReadOnlyList<BotTag> tags) =>
    [
        new NpgsqlParameter<string[]> { TypedValue = [.. tags.Select(tag => tag.Actor.Value)] },
        new NpgsqlParameter<bool?[]> { TypedValue = [.. tags.Select(tag => tag.IsBot)] },
    ];

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };
}
