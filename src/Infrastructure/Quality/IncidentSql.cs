namespace Analytics.Infrastructure.Quality;

/// <summary>$1 is the tenant throughout.</summary>
internal static class IncidentSql
{
    public const string Thresholds = "select thresholds from quality_thresholds where tenant_id = $1";

    /// <summary>$2 at $3 by $4.</summary>
    public const string SaveThresholds =
        """
        insert into quality_thresholds (tenant_id, thresholds, updated_at, updated_by) values ($1, $2, $3, $4)
        on conflict (tenant_id) do update set thresholds = $2, updated_at = $3, updated_by = $4
        """;

    // Ends a statement whose CTE "turned" has a row for an incident that was opened or resolved: its endpoints are told
    // $8 by the deliveries $10 with body $9, at $7.
    private const string Tell =
        """
        , told as (
            insert into webhook_deliveries (tenant_id, id, endpoint_id, topic, body, state, created_at, next_attempt_at)
            select $1, ($10::uuid[])[row_number() over (order by id)], id, $8, $9, 'pending', $7, $7
            from webhook_endpoints
            where tenant_id = $1 and is_enabled and $8 = any (topics) and exists (select from turned)
        )
        select exists (select from turned)
        """;

    /// <summary>Incident $2 of rule $3 and subject $4, on day $5 with value $6, at $7, against threshold $11.</summary>
    public const string Breach =
        $"""
        with seen as (
            insert into quality_incidents (tenant_id, id, rule, subject, state, day, value, threshold, opened_at, last_seen_at)
            values ($1, $2, $3, $4, 'open', $5, $6, $11, $7, $7)
            on conflict (tenant_id, rule, subject) where state = 'open'
                do update set day = $5, value = $6, threshold = $11, last_seen_at = $7
            returning id
        ), turned as (
            select id from seen where id = $2
        ){Tell}
        """;

    /// <summary>As the other one; $2, $5, $6 and $11 say nothing here.</summary>
    public const string Resolve =
        $"""
        with unused as (
            select $2::uuid, $5::date, $6::numeric, $11::numeric
        ), turned as (
            update quality_incidents set state = 'resolved', resolved_at = $7
            where tenant_id = $1 and rule = $3 and subject = $4 and state = 'open'
            returning id
        ){Tell}
        """;

    /// <summary>Incidents in state $2 before $3, at most $4; null for any.</summary>
    public const string List =
        """
        select id, rule, subject, state, day, value, threshold, opened_at, last_seen_at, resolved_at
        from quality_incidents
        where tenant_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
        order by id desc limit $4
        """;
}
