using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>
/// Hashes under the secret that erasures use, so that writers hash an id once for both. Writers are kept out while one
/// is noted: what is acknowledged after it was looked up after it.
/// </summary>
public sealed class OptOuts(TenantConnections connections) : IOptOuts
{
    public async Task<bool> OptOutAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var ids = new ActorErasure(lease.Connection, tenant.Id);
        await ids.HoldWritersAsync(cancellationToken);
        await new TenantRows(lease.Connection, tenant.Id).ScalarAsync(ActorLogSql.LockHead, [], cancellationToken);
        await ids.CreateKeyAsync(cancellationToken);
        return await ChangeAsync(lease, ids, tenant, ActorLogSql.OptOut, actor, cancellationToken);
    }

    public async Task<bool> OptInAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return await ChangeAsync(
            lease, new ActorErasure(lease.Connection, tenant.Id), tenant, ActorLogSql.OptIn, actor, cancellationToken);
    }

    public async Task<string?> HashAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return await new TenantRows(lease.Connection, tenant.Id).ScalarAsync(
            ActorLogSql.Hash, [new NpgsqlParameter<string> { TypedValue = actor.Value }], cancellationToken) as string;
    }

    public async Task<bool> IsOptedOutAsync(TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        return await new TenantRows(lease.Connection, tenant.Id).ScalarAsync(
            ActorLogSql.IsOptedOut, [new NpgsqlParameter<string> { TypedValue = actor.Value }], cancellationToken) is true;
    }

    private static async Task<bool> ChangeAsync(
        TenantLease lease, ActorErasure actors, TenantScope tenant, string sql, ActorId actor,
        CancellationToken cancellationToken)
    {
        var ids = await actors.OneActorAsync(actor.Value, cancellationToken);
        var changed = await new TenantRows(lease.Connection, tenant.Id).ScalarAsync(
            sql, [new NpgsqlParameter<string[]> { TypedValue = ids }], cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return changed is > 0L;
    }
}
