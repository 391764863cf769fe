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

    /// <summary>Whether one of the ids $2 was erased.</summary>
    public const string AnyErased =
        """
        select exists (
            select from erasure_keys, unnest($2::text[]) as id
            where tenant_id = $1 and keyed_hash(inner_pad, outer_pad, id)
                in (select hash from erased_actors where tenant_id = $1))
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
            returning 'merge' as kind, jsonb_build_object('alias', alias, 'actor', actor) as payload
        ), {Write}
        """;

    public const string Split =
        $"""
        with effect as (
            delete from actor_links where tenant_id = $1 and alias = $2
            returning 'split' as kind, jsonb_build_object('alias', alias) as payload
        ), {Write}
        """;

    /// <summary>Of actor $2, at $3 in milliseconds since 1970, what is done $4, and the values $5.</summary>
    public const string Change =
        $"""
        with effect as (
            select 'properties' as kind, jsonb_build_object(
                'actor', $2::text, 'at', $3::bigint, 'change', $4::text, 'properties', $5::jsonb) as payload
        ), {Write}
        """;

    /// <summary>Tags $2 as $3 says unless it is so already.</summary>
    public const string TagBot =
        $"""
        with latest as (
            select payload from log_entries
            where tenant_id = $1 and kind = 'bot' and payload ? 'actor' and payload ->> 'actor' = $2
            order by position desc limit 1
        ), effect as (
            select 'bot' as kind, jsonb_build_object('actor', $2::text, 'isBot', $3::boolean) as payload
            where $3 <> coalesce((select (payload ->> 'isBot')::boolean from latest), false)
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
        ), effect as (
            insert into erased_actors (tenant_id, hash)
            select $1, keyed_hash(inner_pad, outer_pad, id) from erasure_keys, unnest($2::text[]) as id
            where tenant_id = $1
            on conflict do nothing
            returning 'erasure' as kind, jsonb_build_object('hash', encode(hash, 'hex')) as payload
        ), {Write}
        """;

    // Ends a statement whose CTE "effect" has the entries to write. No row comes back when it has none.
    private const string Write =
        """
        advanced as (
            update log_heads set head = head + (select count(*) from effect)
            where tenant_id = $1 and exists (select from effect)
            returning head
        ), written as (
            insert into log_entries (tenant_id, position, kind, payload)
            select $1, (select head from advanced) - row_number() over () + 1, kind, payload from effect
        )
        select head from advanced
        """;
}
