namespace Analytics.Infrastructure.Collection;

internal static class EventLogSql
{
    /// <summary>
    /// Of the writer's session. COPY cannot write to tables with row-level security; this one only the session sees.
    /// The planner knows no sizes here: the table is emptied by each commit, and of a written CTE it guesses. Loops in
    /// loops, which it then takes for cheap, doubled the cost of a commit of 1,000 events; hashing is right for any size.
    /// </summary>
    public const string PrepareSession =
        """
        create temporary table incoming_events (
            tenant_id uuid not null, ordinal bigint not null, key uuid not null, occurred_at timestamptz not null,
            received_at timestamptz not null, client_time timestamptz, sent_at timestamptz, sequence bigint,
            event_id text not null, name text not null, user_id text, anonymous_id text, session_id text,
            properties jsonb not null, context jsonb, is_bot boolean not null
        ) on commit delete rows;
        set enable_nestloop = off;
        set jit = off;
        """;

    public const string Copy =
        """
        copy incoming_events (tenant_id, ordinal, key, occurred_at, received_at, client_time, sent_at, sequence,
            event_id, name, user_id, anonymous_id, session_id, properties, context, is_bot) from stdin (format binary)
        """;

    /// <summary>
    /// Makes the transaction a tenant's ($1, as text) and keeps erasures away until it ends: who is erased is looked up
    /// by the next statement, and nothing of him may be written after that.
    /// </summary>
    public const string BeginTenant =
        $"select set_config('analytics.tenant', $1, true), pg_advisory_xact_lock_shared({ErasureLock})";

    /// <summary>Writers share it, an erasure has it for itself; $1 is the tenant as text.</summary>
    public const string ErasureLock = "hashtextextended('analytics.erasure ' || $1, 0)";

    /// <summary>
    /// Takes one tenant's events of the commit: $1 is the tenant. Every transaction locks in the same order, tenant by
    /// tenant, their ids ascending, their head last, so that none can wait for one that waits for it. The head stays
    /// locked until the commit: positions are dense and become visible in order. Answers the head, the ordinals of
    /// the events that the log had already or that came twice, of those whose actor was erased, and of those whose
    /// actor does not want to be followed. Nothing is hashed for a tenant without a secret, which is one in which
    /// nobody was ever erased or opted out.
    /// </summary>
    public const string Append =
        $"""
        with hashed as materialized (
            {HashedEvents}
        ), {Refused}
        ), first as materialized (
            select distinct on (key) key, ordinal from incoming_events
            where tenant_id = $1 and ordinal not in (select ordinal from refused) order by key, ordinal
        ), {TakenIds}
        ), placed as materialized (
            select ordinal, row_number() over (order by ordinal) as place from first join taken on taken.id = first.key
        ), {Written}
        )
        select head, array(
            select ordinal from incoming_events left join placed using (ordinal)
            where tenant_id = $1 and placed.ordinal is null and ordinal not in (select ordinal from refused)),
            {RefusedOrdinals}
        from advanced
        """;

    /// <summary>
    /// The same for a tenant of whose actors something is said, too: the statements' ordinals are $2, their keys $3,
    /// their actors $4 and their aliases $5. Their ids are taken in one order with those of events. Answers also the
    /// ordinals of statements whose alias is erased or opted out; <see cref="AppendStatements"/> writes the others.
    /// </summary>
    public const string AppendWithStatements =
        $"""
        with said as materialized (
            select ordinal, key, actor, alias
            from unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[]) as said (ordinal, key, actor, alias)
        ), hashed as materialized (
            {HashedEvents}
            union all
            select ordinal, keyed_hash(inner_pad, outer_pad, actor), keyed_hash(inner_pad, outer_pad, alias)
            from erasure_keys cross join said where tenant_id = $1
        ), {Refused}
        ), first as materialized (
            select distinct on (key) key, ordinal from (
                select key, ordinal from incoming_events where tenant_id = $1
                union all
                select key, ordinal from said) as incoming
            where ordinal not in (select ordinal from refused) order by key, ordinal
        ), {TakenIds}
        ), fresh as materialized (
            select ordinal from first join taken on taken.id = first.key
        ), placed as materialized (
            select ordinal, row_number() over (order by ordinal) as place
            from fresh where ordinal not in (select ordinal from said)
        ), {Written}
        )
        select head, array(
            select ordinal from (
                select ordinal from incoming_events where tenant_id = $1
                union all
                select ordinal from said) as incoming left join fresh using (ordinal)
            where fresh.ordinal is null and ordinal not in (select ordinal from refused)),
            {RefusedOrdinals}, array(select ordinal from nameless join said using (ordinal))
        from advanced
        """;

    /// <summary>
    /// Writes statements of tenant $1, in the order of their ordinals $2, to the log whose head this transaction has
    /// locked. Answers the new head, and the ordinals of those whose alias stays somebody else's.
    /// </summary>
    public const string AppendStatements = "select head, unmerged from append_statements($1, $2, $3, $4, $5, $6, $7, $8)";

    // Whom each event is about, and its device where that is another, as hashes.
    private const string HashedEvents =
        """
        select ordinal, keyed_hash(inner_pad, outer_pad, coalesce(user_id, anonymous_id)) as hash,
                keyed_hash(inner_pad, outer_pad, case when user_id is not null then anonymous_id end) as other
            from erasure_keys join incoming_events using (tenant_id) where tenant_id = $1
        """;

    private const string Refused =
        """
        refused as materialized (
            select ordinal, hash in (select hash from erased_actors where tenant_id = $1) as erased from hashed
            where hash in (
                select hash from erased_actors where tenant_id = $1
                union all
                select hash from opted_out_actors where tenant_id = $1)
        ), nameless as materialized (
            select ordinal from hashed
            where other in (
                select hash from erased_actors where tenant_id = $1
                union all
                select hash from opted_out_actors where tenant_id = $1)
        """;

    private const string TakenIds =
        """
        taken as (
            insert into event_ids (tenant_id, id, after)
            select $1, key, coalesce((select head from log_heads where tenant_id = $1), 0) from first order by key
            on conflict do nothing
            returning id
        """;

    private const string Written =
        """
        advanced as (
            insert into log_heads as current (tenant_id, head) select $1, count(*) from placed
            on conflict (tenant_id) do update set head = current.head + excluded.head
            returning head
        ), written as (
            insert into events (tenant_id, position, occurred_at, received_at, client_time, sent_at, sequence,
                event_id, name, user_id, anonymous_id, session_id, properties, context, is_bot)
            select $1, (select head from advanced) - (select count(*) from placed) + place, occurred_at, received_at,
                client_time, sent_at, sequence, event_id, name, user_id,
                case when ordinal in (select ordinal from nameless) then null else anonymous_id end,
                session_id, properties, context, is_bot
            from incoming_events join placed using (ordinal)
        """;

    private const string RefusedOrdinals =
        "array(select ordinal from refused where erased), array(select ordinal from refused where not erased)";

    /// <summary>Where the log ended when tenant $1's id with key $2 was taken; null where that was not yet noted.</summary>
    public const string Taken = "select after from event_ids where tenant_id = $1 and id = $2";

    /// <summary>The event of message $4 between two positions.</summary>
    public const string EventOf =
        $"""
        select {EventColumns.Stored} from events
        where tenant_id = $1 and position > $2 and position <= $3 and event_id = $4
        """;

    /// <summary>The entries of message $4 between two positions; no message makes an erasure, so none needs the secret.</summary>
    public const string EntriesOf =
        """
        select position, kind, payload, null::bytea from log_entries
        where tenant_id = $1 and position > $2 and position <= $3 and message_id = $4 order by position
        """;

    public const string CreatePartition = "select create_event_partition($1)";

    public const string Head = "select head from log_heads where tenant_id = $1";

    /// <summary>Both kinds of rows as of one moment; the secret is with erasures, which need it.</summary>
    public const string Tail =
        $"""
        (select {EventColumns.Logged}, null::text, null::jsonb, null::bytea
            from events where tenant_id = $1 and position > $2 order by position limit $3)
        union all
        (select position, null, null, null, null, null, null, null, null, kind, payload,
                case kind when 'erasure' then (select inner_pad from erasure_keys where tenant_id = $1) end
            from log_entries where tenant_id = $1 and position > $2 order by position limit $3)
        order by position limit $3
        """;

    public const string Recent =
        $"""
        select {EventColumns.Stored}
        from events
        where tenant_id = $1 and position < $2 and ($3::text is null or name = $3)
            and ($4::text is null or coalesce(user_id, anonymous_id) = $4)
        order by position desc limit $5
        """;

    /// <summary>Events at positions $2, which happened from $3 through $4: months outside are not looked at.</summary>
    public const string AtPlaces =
        $"""
        select {EventColumns.Stored}
        from events
        where tenant_id = $1 and position = any ($2) and occurred_at between $3 and $4
        """;

    public const string Following =
        $"""
        select {EventColumns.Stored}
        from events
        where tenant_id = $1 and position > $2 and position <= $3 and ($4::text is null or name = $4)
            and ($5::text is null or coalesce(user_id, anonymous_id) = $5)
        order by position limit $6
        """;
}
