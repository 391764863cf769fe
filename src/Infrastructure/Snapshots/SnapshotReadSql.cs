namespace Analytics.Infrastructure.Snapshots;

/// <summary>$1 is the tenant throughout.</summary>
internal static class SnapshotReadSql
{
    public const string State = "select raw_from, first_at, next_code from snapshot_state where tenant_id = $1";

    /// <summary>Periods that reach into the time from $3 to $4, and no further, that have the series $2.</summary>
    public const string Periods =
        """
        select grain, starts_at, ends_at
        from snapshot_periods period
        join snapshot_sets kept on kept.tenant_id = period.tenant_id and kept.id = period.set_id and $2 = any (kept.series)
        where period.tenant_id = $1 and ends_at > $3 and ends_at <= $4 and not is_stale
        """;

    /// <summary>The rows of the series $2 at the grains $3 and times $4, at most $5.</summary>
    public const string Rows =
        """
        select row.grain, row.starts_at, row.key, row.events, row.sum, row.actors
        from unnest($3::text[], $4::timestamptz[]) as tile (grain, starts_at)
        join metric_snapshots row on row.tenant_id = $1 and row.series = $2
            and row.grain = tile.grain and row.starts_at = tile.starts_at
        limit $5
        """;

    /// <summary>Codes of erased ids, with nothing; codes of merged ones, with their actor and its code if it has one.</summary>
    public const string Moved =
        """
        with recursive walk (code, at) as (
            select known.code, link.actor
            from snapshot_actors known join actor_links link on link.tenant_id = $1 and link.alias = known.id
            where known.tenant_id = $1
            union all
            select walk.code, link.actor from walk join actor_links link on link.tenant_id = $1 and link.alias = walk.at
        )
        select walk.code, walk.at, actor.code
        from walk left join snapshot_actors actor on actor.tenant_id = $1 and actor.id = walk.at
        where not exists (select from actor_links link where link.tenant_id = $1 and link.alias = walk.at)
        union all
        select code, null, null from snapshot_actors where tenant_id = $1 and id is null
        """;

    /// <summary>The ids $2, with their actor and its code if it has one.</summary>
    public const string Ids =
        """
        with recursive walk (id, at) as (
            select wanted.id, wanted.id from unnest($2::text[]) as wanted (id)
            union all
            select walk.id, link.actor from walk join actor_links link on link.tenant_id = $1 and link.alias = walk.at
        )
        select walk.id, walk.at, actor.code
        from walk left join snapshot_actors actor on actor.tenant_id = $1 and actor.id = walk.at
        where not exists (select from actor_links link where link.tenant_id = $1 and link.alias = walk.at)
        """;
}
