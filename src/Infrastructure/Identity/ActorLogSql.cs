using Analytics.Infrastructure.Collection;

namespace Analytics.Infrastructure.Identity;

/// <summary>
/// $1 is the tenant throughout. Every change locks the head first, so that the state that it looks at stays as it is.
/// </summary>
internal static class ActorLogSql
{
    public const string LockHead =
        """
        insert into log_heads as current (tenant_id, head) values ($1, 0)
        on conflict (tenant_id) do update set head = current.head
        returning head
        """;

    /// <summary>Whether one of the ids $2 was erased, and whether one opted out.</summary>
    public const string AnyRefused =
        """
        with hashed as (
            select keyed_hash(inner_pad, outer_pad, id) as hash from erasure_keys, unnest($2::text[]) as id
            where tenant_id = $1
        )
        select case
            when exists (select from hashed join erased_actors using (hash) where tenant_id = $1) then 'erased'
            when exists (select from hashed join opted_out_actors using (hash) where tenant_id = $1) then 'opted out'
        end
        """;

    /// <summary>
    /// Merges $2 into $3 unless it is merged already or $3's actor: no entry that changes nothing stands in the log, so
    /// that those that name somebody who is erased can go without a change in the meaning of the others.
    /// </summary>
    public const string Merge =
        $"""
        with recursive chain(id) as (
            select $3::text
            union
            select actor from chain join actor_links on tenant_id = $1 and alias = chain.id
        ), effect as (
            insert into actor_links (tenant_id, alias, actor)
            select $1, $2, $3 where $2 not in (select id from chain)
            on conflict do nothing
            returning 'merge' as kind, jsonb_build_object('alias', alias, 'actor', actor) as payload, 1 as place
        ), {Write}
        """;

    public const string Split =
        $"""
        with effect as (
            delete from actor_links where tenant_id = $1 and alias = $2
            returning 'split' as kind, jsonb_build_object('alias', alias) as payload, 1 as place
        ), {Write}
        """;

    /// <summary>Of actor $2, in this order: at $3 in milliseconds since 1970, what is done $4, and the values $5.</summary>
    public const string Change =
        $"""
        with effect as (
            select 'properties' as kind, jsonb_build_object(
                'actor', $2::text, 'at', at, 'change', change, 'properties', properties) as payload, place
            from unnest($3::bigint[], $4::text[], $5::jsonb[]) with ordinality as change (at, change, properties, place)
        ), {Write}
        """;

    /// <summary>Tags each of $2 as $3 says, unless it is so already or was erased.</summary>
    public const string TagBots =
        $"""
        with effect as (
            select 'bot' as kind, jsonb_build_object('actor', wanted.actor, 'isBot', wanted.is_bot) as payload, place
            from unnest($2::text[], $3::boolean[]) with ordinality as wanted (actor, is_bot, place)
            left join lateral (
                select (payload ->> 'isBot')::boolean as is_bot from log_entries
                where tenant_id = $1 and kind = 'bot' and payload ? 'actor' and payload ->> 'actor' = wanted.actor
                order by position desc limit 1) as latest on true
            where wanted.is_bot is distinct from latest.is_bot and not exists (
                select from erasure_keys join erased_actors using (tenant_id)
                where tenant_id = $1 and hash = keyed_hash(inner_pad, outer_pad, wanted.actor))
        ), {Write}
        """;

    /// <summary>One erasure of a tenant at a time; $1 is the tenant as text.</summary>
    public const string BeginErasure = "select pg_advisory_xact_lock(hashtextextended('analytics.erasing ' || $1, 0))";

    /// <summary>Waits for the commits under way and lets none begin; $1 is the tenant as text.</summary>
    public const string HoldWriters = $"select pg_advisory_xact_lock({EventLogSql.ErasureLock})";

    /// <summary>Every id that is one actor with $2.</summary>
    public const string OneActor =
        """
        with recursive ids(id) as (
            select $2::text
            union
            select case alias when ids.id then actor else alias end
            from ids join actor_links on tenant_id = $1 and (alias = ids.id or actor = ids.id)
        )
        select array_agg(id) from ids
        """;

    public const string EraseEvents = "select erase_events($1, $2)";

    /// <summary>Gives a tenant that has none its secret, as $2 and $3.</summary>
    public const string CreateKey =
        "insert into erasure_keys (tenant_id, inner_pad, outer_pad) values ($1, $2, $3) on conflict do nothing";

    /// <summary>Deletes what names the ids $2 and writes down their hashes.</summary>
    public const string Erase =
        $"""
        with entries as (
            delete from log_entries where tenant_id = $1
                and (payload ? 'actor' and payload ->> 'actor' = any ($2)
                    or payload ? 'alias' and payload ->> 'alias' = any ($2))
        ), links as (
            delete from actor_links where tenant_id = $1 and (alias = any ($2) or actor = any ($2))
        ), persons as (
            delete from identified_actors where tenant_id = $1 and id = any ($2)
        ), things as (
            delete from entities where tenant_id = $1
                and (kind in ('customers', 'users', 'loyalty') and external_id = any ($2)
                    or attributes ->> 'customer_id' = any ($2)
                    or attributes ->> 'referrer_id' = any ($2)
                    or attributes ->> 'referred_id' = any ($2))
        ), snapshots as (
            update snapshot_actors set id = null where tenant_id = $1 and id = any ($2)
        ), effect as (
            insert into erased_actors (tenant_id, hash)
            select $1, keyed_hash(inner_pad, outer_pad, id) from erasure_keys, unnest($2::text[]) as id
            where tenant_id = $1
            on conflict do nothing
            returning 'erasure' as kind, jsonb_build_object('hash', encode(hash, 'hex')) as payload, 1 as place
        ), {Write}
        """;

    /// <summary>Notes that the ids $2 opted out; answers how many had not.</summary>
    public const string OptOut =
        """
        with noted as (
            insert into opted_out_actors (tenant_id, hash)
            select $1, keyed_hash(inner_pad, outer_pad, id) from erasure_keys, unnest($2::text[]) as id
            where tenant_id = $1
            on conflict do nothing
            returning 1
        )
        select count(*) from noted
        """;

    /// <summary>Takes the opt-outs of the ids $2 back; answers how many there were.</summary>
    public const string OptIn =
        """
        with gone as (
            delete from opted_out_actors using erasure_keys, unnest($2::text[]) as id
            where opted_out_actors.tenant_id = $1 and erasure_keys.tenant_id = $1
                and hash = keyed_hash(inner_pad, outer_pad, id)
            returning 1
        )
        select count(*) from gone
        """;

    /// <summary>The keyed hash of $2, in hexadecimal digits.</summary>
    public const string Hash =
        "select encode(keyed_hash(inner_pad, outer_pad, $2), 'hex') from erasure_keys where tenant_id = $1";

    /// <summary>Whether $2 opted out.</summary>
    public const string IsOptedOut =
        """
        select exists (
            select from erasure_keys join opted_out_actors using (tenant_id)
            where tenant_id = $1 and hash = keyed_hash(inner_pad, outer_pad, $2))
        """;

    /// <summary>
    /// Ends a statement whose CTE "effect" has the entries to write, in the order of "place". No row comes back when it
    /// has none.
    /// </summary>
    public const string Write =
        """
        advanced as (
            update log_heads set head = head + (select count(*) from effect)
            where tenant_id = $1 and exists (select from effect)
            returning head
        ), written as (
            insert into log_entries (tenant_id, position, kind, payload)
            select $1, (select head from advanced) - (select count(*) from effect) + row_number() over (order by place), kind, payload from effect
        )
        select head from advanced
        """;
}
