using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>Each change is one transaction, which takes its positions from the head row that events take theirs from.</summary>
public sealed class EventRenameStore(TenantConnections connections, LogHeads heads) : IEventRenames
{
    private const string Set =
        $"""
        with wanted as materialized (
            select name, renamed_to from unnest($2::text[], $3::text[]) as wanted (name, renamed_to)
        ), gone as (
            delete from event_renames where tenant_id = $1 and name not in (select name from wanted) returning name
        ), changed as (
            insert into event_renames as current (tenant_id, name, renamed_to) select $1, name, renamed_to from wanted
            on conflict (tenant_id, name) do update set renamed_to = excluded.renamed_to
                where current.renamed_to <> excluded.renamed_to
            returning name, renamed_to
        ), effect as (
            select 'rename' as kind, jsonb_build_object('from', name, 'to', null) as payload, name as place from gone
            union all
            select 'rename', jsonb_build_object('from', name, 'to', renamed_to), name from changed
        ), {ActorLogSql.Write}
        """;

    private const string All = "select name, renamed_to from event_renames where tenant_id = $1";

    public async Task<long> SetAsync(TenantScope tenant, EventRenames renames, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var rows = new TenantRows(lease.Connection, tenant.Id);
        var head = (long)(await rows.ScalarAsync(ActorLogSql.LockHead, [], cancellationToken))!;
        head = (long?)await rows.ScalarAsync(
            Set,
            [
                new NpgsqlParameter<string[]> { TypedValue = [.. renames.ByName.Keys] },
                new NpgsqlParameter<string[]> { TypedValue = [.. renames.ByName.Values] },
            ],
            cancellationToken) ?? head;
        await lease.CommitAsync(cancellationToken);
        heads.Advanced(tenant.Id);
        return head;
    }

    public async Task<EventRenames> OfAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(All, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var renames = new Dictionary<string, string>();
        while (await reader.ReadAsync(cancellationToken))
            renames.Add(reader.GetString(0), reader.GetString(1));
        return EventRenames.Create(renames).Value;
    }
}
