namespace Analytics.Infrastructure.Quality;

/// <summary>$1 is the tenant throughout.</summary>
internal static class LogSealSql
{
    /// <summary>$1 is the tenant as text.</summary>
    public const string TakeTurn = "select pg_advisory_xact_lock(hashtextextended('analytics.sealing ' || $1, 0))";

    /// <summary>
    /// Where sealing goes on, and where it ends: before the first entry that was received at $2 or later.
    /// </summary>
    public const string Bounds =
        """
        with sealed as (
            select coalesce(max(last_position), 0) as through from log_seals where tenant_id = $1
        )
        select through, least(
            (select head from log_heads where tenant_id = $1),
            (select min(position) - 1 from events where tenant_id = $1 and position > through and received_at >= $2),
            (select min(position) - 1 from log_entries where tenant_id = $1 and position > through and recorded_at >= $2))
        from sealed
        """;

    /// <summary>Seals positions $2 to $3 in pieces of $4, on days of zone $5, as of $6.</summary>
    public const string Seal =
        """
        insert into log_seals (tenant_id, first_position, last_position, day, rows, seals, sealed_at)
        select $1, min(place), max(place),
            (coalesce(max(received_at), $6) at time zone $5)::date, count(received_at),
            string_agg(coalesce(seal, '\x00000000'), ''::bytea order by place), $6
        from generate_series($2::bigint, $3::bigint) as place
        left join (
            select position, received_at, event_seal(events) as seal
            from events where tenant_id = $1 and position between $2 and $3) as event on event.position = place
        group by (place - $2) / $4
        """;

    /// <summary>The pieces of the days $2 to $3 after position $4, at most $5.</summary>
    public const string OfDays =
        """
        select first_position, last_position from log_seals
        where tenant_id = $1 and day between $2 and $3 and first_position > $4
        order by first_position limit $5
        """;

    /// <summary>The $2 pieces that nobody has looked at for the longest time.</summary>
    public const string LeastVerified =
        """
        select first_position, last_position from log_seals
        where tenant_id = $1 order by verified_at nulls first, first_position limit $2
        """;

    /// <summary>
    /// What is not as it was sealed in the pieces that begin at $2: kind 0 for a row that is gone, 1 for one that was
    /// changed, 2 for one that came to be.
    /// </summary>
    public const string Faults =
        """
        with pieces as (
            select first_position, last_position, day, seals from log_seals
            where tenant_id = $1 and first_position = any ($2)
        ), expected as (
            select day, place.position,
                case when amended.position is null
                    then nullif(substr(seals, (4 * (place.position - first_position))::int + 1, 4), '\x00000000')
                    else amended.seal end as seal
            from pieces cross join lateral generate_series(first_position, last_position) as place (position)
            left join log_amendments as amended on amended.tenant_id = $1 and amended.position = place.position
        ), actual as (
            select events.position, event_seal(events) as seal
            from pieces join events on events.tenant_id = $1 and events.position between first_position and last_position
        )
        select day, position, case when actual.seal is null then 0 when expected.seal is null then 2 else 1 end
        from expected left join actual using (position)
        where expected.seal is distinct from actual.seal
        order by position
        """;

    /// <summary>Notes what was found in the pieces that begin at $2: $3 faults in each, at $4.</summary>
    public const string Verified =
        """
        update log_seals set verified_at = $4, faults = found.faults
        from unnest($2::bigint[], $3::int[]) as found (first_position, faults)
        where tenant_id = $1 and log_seals.first_position = found.first_position
        """;

    /// <summary>Days before $2, the latest first, at most $3.</summary>
    public const string Days =
        """
        select day, min(first_position), max(last_position), sum(rows)::bigint,
            encode(sha256(string_agg(seals, ''::bytea order by first_position)), 'hex'),
            max(sealed_at), min(coalesce(verified_at, '-infinity')), sum(faults)::bigint
        from log_seals where tenant_id = $1 and ($2::date is null or day < $2)
        group by day order by day desc limit $3
        """;
}
