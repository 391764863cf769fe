namespace Analytics.Infrastructure.Collection;

/// <summary>$1 is the tenant, unless said otherwise.</summary>
internal static class QuarantineSql
{
    /// <summary>Keeps an erasure away until the transaction ends; $1 is the tenant as text.</summary>
    public const string HoldErasures = $"select pg_advisory_xact_lock_shared({EventLogSql.ErasureLock})";

    /// <summary>Makes the caller the only one who changes how many entries are open.</summary>
    public const string LockSize =
        """
        insert into quarantine_sizes (tenant_id) values ($1)
        on conflict (tenant_id) do update set open = quarantine_sizes.open
        """;

    /// <summary>
    /// Keeps the events $2 to $11, each a list, unless they are known; $12 is the plan's version, $13 the API key, $14
    /// the most open entries. Answers what became of each.
    /// </summary>
    public const string Keep =
        """
        with incoming as materialized (
            select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                $8::jsonb[], $9::text[], $10::text[], $11::text[]) with ordinality as each (key, message_id, name,
                user_id, anonymous_id, received_at, event, code, path, message, ordinal)
        ), erased as materialized (
            select ordinal from erasure_keys, incoming
            where tenant_id = $1 and keyed_hash(inner_pad, outer_pad, coalesce(user_id, anonymous_id))
                in (select hash from erased_actors where tenant_id = $1)
        ), opted_out as materialized (
            select ordinal from erasure_keys, incoming
            where tenant_id = $1 and keyed_hash(inner_pad, outer_pad, coalesce(user_id, anonymous_id))
                in (select hash from opted_out_actors where tenant_id = $1)
        ), nameless as materialized (
            select ordinal from erasure_keys, incoming
            where tenant_id = $1 and user_id is not null and keyed_hash(inner_pad, outer_pad, anonymous_id) in (
                select hash from erased_actors where tenant_id = $1
                union all select hash from opted_out_actors where tenant_id = $1)
        ), logged as materialized (
            select ordinal from incoming join event_ids on event_ids.tenant_id = $1 and event_ids.id = incoming.key
        ), present as materialized (
            select ordinal, state from incoming
            join quarantine on quarantine.tenant_id = $1 and quarantine.key = incoming.key
        ), fresh as materialized (
            select distinct on (key) key, ordinal from incoming
            where ordinal not in (
                select ordinal from erased union all select ordinal from opted_out
                union all select ordinal from logged union all select ordinal from present)
            order by key, ordinal
        ), room as materialized (
            select key, ordinal from fresh order by ordinal
            limit greatest(0, $14 - (select open from quarantine_sizes where tenant_id = $1))
        ), kept as (
            insert into quarantine (tenant_id, key, message_id, name, user_id, anonymous_id, code, path, message,
                plan_version, key_id, received_at, event)
            select $1, key, message_id, name, user_id,
                case when ordinal in (select ordinal from nameless) then null else anonymous_id end,
                code, path, message, $12, $13, received_at,
                case when ordinal in (select ordinal from nameless) then event - 'anonymousId' else event end
            from incoming where ordinal in (select ordinal from room)
            order by ordinal
            returning key
        ), counted as (
            update quarantine_sizes set open = open + (select count(*) from kept) where tenant_id = $1
        )
        select case
            when ordinal in (select ordinal from erased) then 'erased'
            when ordinal in (select ordinal from opted_out) then 'opted out'
            when ordinal in (select ordinal from logged) then 'duplicate'
            when state = 'open' or key in (select key from room) then 'kept'
            when state = 'replayed' then 'duplicate'
            when state = 'discarded' then 'discarded'
            else 'full' end
        from incoming left join present using (ordinal)
        order by ordinal
        """;

    // An event that came again and was accepted is in the log: its entry is closed, though nobody has said so yet.
    private const string State =
        """
        case when state = 'open' and exists (
            select from event_ids where event_ids.tenant_id = $1 and event_ids.id = quarantine.key)
        then 'replayed' else state end
        """;

    /// <summary>The latest entries before number $2 with state $3, code $4, name $5, number in $6 (null for any); $7 at most.</summary>
    public const string List =
        $"""
        select number, message_id, name, stated, code, path, message, plan_version, received_at, key_id,
            case when stated = 'open' then event end
        from (select *, {State} as stated from quarantine where tenant_id = $1) as entry
        where number < $2 and ($3::text is null or stated = $3) and ($4::text is null or code = $4)
            and ($5::text is null or name = $5) and ($6::bigint[] is null or number = any ($6))
        order by number desc limit $7
        """;

    public const string Count =
        $"""
        select code, name, path, count(*), max(received_at)
        from (select *, {State} as stated from quarantine where tenant_id = $1 and state = 'open') as entry
        where stated = 'open'
        group by code, name, path order by count(*) desc, name, code, path limit 1000
        """;

    /// <summary>Puts the event $3 of name $4 and the breach $5, $6, $7 into the open entry $2.</summary>
    public const string Mend =
        """
        update quarantine set event = $3, name = $4, code = $5, path = $6, message = $7
        where tenant_id = $1 and number = $2 and state = 'open'
        """;

    /// <summary>Closes the open entries of $2 as $3; answers how many.</summary>
    public const string Close =
        """
        with closed as (
            update quarantine set state = $3, event = null, user_id = null, anonymous_id = null
            where tenant_id = $1 and number = any ($2) and state = 'open'
            returning 1
        ), counted as (
            update quarantine_sizes set open = open - (select count(*) from closed) where tenant_id = $1
        )
        select count(*) from closed
        """;

    /// <summary>Deletes entries that were kept before $2, and closes those whose events are in the log by now.</summary>
    public const string Purge =
        """
        with gone as (
            delete from quarantine where tenant_id = $1 and kept_at < $2 returning state
        ), closed as (
            update quarantine set state = 'replayed', event = null, user_id = null, anonymous_id = null
            where tenant_id = $1 and kept_at >= $2 and state = 'open' and exists (
                select from event_ids where event_ids.tenant_id = $1 and event_ids.id = quarantine.key)
            returning 1
        )
        update quarantine_sizes
        set open = open - (select count(*) from gone where state = 'open') - (select count(*) from closed)
        where tenant_id = $1
        """;

    /// <summary>Deletes the events of the ids $2; those of others that name one as the device lose that name.</summary>
    public const string Erase =
        """
        with gone as (
            delete from quarantine where tenant_id = $1 and coalesce(user_id, anonymous_id) = any ($2) returning state
        ), nameless as (
            update quarantine set anonymous_id = null, event = event - 'anonymousId'
            where tenant_id = $1 and user_id <> all ($2) and anonymous_id = any ($2)
        )
        update quarantine_sizes set open = open - (select count(*) from gone where state = 'open') where tenant_id = $1
        """;
}
