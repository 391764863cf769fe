using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>Reads an actor from the log's entries and the merges that hold.</summary>
public sealed class ActorProfiles(TenantConnections connections) : IActorProfiles
{
    private const string OneActor =
        """
        with recursive ids(id) as (
            select (actor_chain($1, $2))[1]
            union all
            select alias from ids join actor_links on tenant_id = $1 and actor = ids.id
        )
        """;

    /// <summary>
    /// Ids that are one actor with $2, at most $3: the actor's own first, then by text; the tag of each, whether it opted
    /// out, and how many there are in all.
    /// </summary>
    private const string Ids =
        $"""
        {OneActor}, listed as (
            select id, id <> (actor_chain($1, $2))[1] as is_alias, count(*) over () as all_ids from ids
            order by 2, id collate "C" limit $3
        )
        select id, (
                select (payload ->> 'isBot')::boolean from log_entries
                where tenant_id = $1 and kind = 'bot' and payload ? 'actor' and payload ->> 'actor' = listed.id
                order by position desc limit 1),
            exists (
                select from erasure_keys join opted_out_actors using (tenant_id)
                where tenant_id = $1 and hash = keyed_hash(inner_pad, outer_pad, listed.id)),
            all_ids::integer
        from listed order by is_alias, id collate "C"
        """;

    /// <summary>Changes of the properties of the actor that $2 belongs to, in the order in which they take effect.</summary>
    private const string Changes =
        $"""
        {OneActor}
        select position, kind, payload, null::bytea from ids join log_entries
            on tenant_id = $1 and kind = 'properties' and payload ? 'actor' and payload ->> 'actor' = ids.id
        order by (payload ->> 'at')::bigint, position
        """;

    public async Task<Result<ActorProfile>> FindAsync(
        TenantScope tenant, ActorId actor, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var rows = new TenantRows(lease.Connection, tenant.Id);
        var refused = await rows.ScalarAsync(
            ActorLogSql.AnyRefused, [new NpgsqlParameter<string[]> { TypedValue = [actor.Value] }], cancellationToken);
        if (refused is "erased")
            return EventRules.ActorErased;
        var head = (long?)await rows.ScalarAsync(EventLogSql.Head, [], cancellationToken) ?? 0;
        var idCount = 0;
        var ids = new List<ActorIdentity>();
        var most = new NpgsqlParameter<int> { TypedValue = ActorProfile.MostListed };
        await foreach (var reader in rows.ReadAsync(Ids, [Text(actor), most], cancellationToken))
        {
            ids.Add(new ActorIdentity(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetBoolean(1), reader.GetBoolean(2)));
            idCount = reader.GetInt32(3);
        }
        var changes = rows.ReadAsync(Changes, [Text(actor)], cancellationToken)
            .Select(static reader => (ActorPropertiesChanged)LogEntryRows.Read(reader, reader.GetInt64(0), 1));
        return await ActorProfile.OfAsync(ids, idCount, changes, head, cancellationToken);
    }

    private static NpgsqlParameter<string> Text(ActorId id) => new() { TypedValue = id.Value };
}
