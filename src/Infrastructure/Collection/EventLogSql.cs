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
            properties jsonb not null, context jsonb
        ) on commit delete rows;
        set enable_nestloop = off;
        set jit = off;
        """;

    public const string Copy =
        """
        copy incoming_events (tenant_id, ordinal, key, occurred_at, received_at, client_time, sent_at, sequence,
            event_id, name, user_id, anonymous_id, session_id, properties, context) from stdin (format binary)
        """;

    /// <summary>
    /// Takes one tenant's events of the commit: $1 is the tenant. Every transaction locks in the same order, tenant by
    /// tenant, their ids ascending, their head last, so that none can wait for one that waits for it. The head stays
    /// locked until the commit: positions are dense and become visible in order. Answers the head and the ordinals of
    /// the events that the log had already or that came twice.
    /// </summary>
    public const string Append =
        """
        with first as materialized (
            select distinct on (key) key, ordinal from incoming_events where tenant_id = $1 order by key, ordinal
        ), taken as (
            insert into event_ids (tenant_id, id) select $1, key from first order by key
            on conflict do nothing
            returning id
        ), fresh as materialized (
            select ordinal, row_number() over (order by ordinal) as place from first join taken on taken.id = first.key
        ), advanced as (
            insert into log_heads as current (tenant_id, head) select $1, count(*) from fresh
            on conflict (tenant_id) do update set head = current.head + excluded.head
            returning head
        ), written as (
            insert into events (tenant_id, position, occurred_at, received_at, client_time, sent_at, sequence,
                event_id, name, user_id, anonymous_id, session_id, properties, context)
            select $1, (select head from advanced) - (select count(*) from fresh) + place, occurred_at, received_at,
                client_time, sent_at, sequence, event_id, name, user_id, anonymous_id, session_id, properties, context
            from incoming_events join fresh using (ordinal)
        )
        select head, array(
            select ordinal from incoming_events left join fresh using (ordinal)
            where tenant_id = $1 and fresh.ordinal is null)
        from advanced
        """;

    public const string CreatePartition = "select create_event_partition($1)";

    public const string Head = "select head from log_heads where tenant_id = $1";

    public const string Tail =
        $"""
        select {EventColumns.Logged}
        from events where tenant_id = $1 and position > $2 order by position limit $3
        """;

    public const string Recent =
        $"""
        select {EventColumns.Logged}, user_id, anonymous_id, received_at, client_time, sent_at, context
        from events
        where tenant_id = $1 and position < $2 and ($3::text is null or name = $3)
            and ($4::text is null or coalesce(user_id, anonymous_id) = $4)
        order by position desc limit $5
        """;

    public const string Following =
        $"""
        select {EventColumns.Logged}, user_id, anonymous_id, received_at, client_time, sent_at, context
        from events
        where tenant_id = $1 and position > $2 and position <= $3 and ($4::text is null or name = $4)
            and ($5::text is null or coalesce(user_id, anonymous_id) = $5)
        order by position limit $6
        """;
}
