namespace Analytics.Infrastructure.Snapshots;

/// <summary>$1 is the tenant throughout.</summary>
internal static class SnapshotSql
{
    /// <summary>Holds other writers of the tenant; the first event is $2.</summary>
    public const string Lock =
        """
        insert into snapshot_state as known (tenant_id, first_at) values ($1, $2)
        on conflict (tenant_id) do update set first_at = least(known.first_at, excluded.first_at)
        returning noted, raw_from, coalesce((select head from log_heads where tenant_id = $1), 0), first_at
        """;

    /// <summary>Holds other writers of the tenant; the next code.</summary>
    public const string NextCode = "select next_code from snapshot_state where tenant_id = $1 for update";

    /// <summary>
    /// What events after position $2, up to $3, happened in is due again, and what changes of actors' properties since
    /// then may reach; all is, where robots were tagged, actors erased or events renamed. Nothing is that has lost raw
    /// events, before $4.
    /// </summary>
    public const string NoteChanges =
        """
        with hours as (
            select distinct date_bin('1 hour', occurred_at, 'epoch'::timestamptz) as hour
            from events where tenant_id = $1 and position > $2 and position <= $3
                and exists (select from snapshot_periods where tenant_id = $1)
        ), entries as (
            select case when kind = 'properties' then to_timestamp((payload ->> 'at')::bigint / 1000.0)
                else '-infinity'::timestamptz end as since
            from log_entries
            where tenant_id = $1 and position > $2 and position <= $3 and kind in ('properties', 'bot', 'erasure', 'rename')
        )
        update snapshot_periods period set is_stale = true
        where tenant_id = $1 and not is_stale and starts_at >= coalesce($4, '-infinity'::timestamptz) and (
            ends_at > (select min(since) from entries)
            or exists (select from hours where hour < period.ends_at and hour + interval '1 hour' > period.starts_at))
        """;

    public const string Noted = "update snapshot_state set noted = $2 where tenant_id = $1";

    /// <summary>The number of the set $2.</summary>
    public const string SetOf =
        """
        with made as (
            insert into snapshot_sets (tenant_id, id, series)
            select $1, (select count(*) from snapshot_sets where tenant_id = $1), $2
            where not exists (select from snapshot_sets where tenant_id = $1 and series = $2)
            returning id
        )
        select id from made union all select id from snapshot_sets where tenant_id = $1 and series = $2
        """;

    /// <summary>What was written of other series than the set $2 is due again, unless it has lost raw events, before $3.</summary>
    public const string NoteOtherSets =
        """
        update snapshot_periods set is_stale = true
        where tenant_id = $1 and asked_id <> $2 and not is_stale and starts_at >= coalesce($3, '-infinity'::timestamptz)
        """;

    /// <summary>Deletes what began before $2.</summary>
    public const string PurgePeriods = "delete from snapshot_periods where tenant_id = $1 and starts_at < $2";

    public const string PurgeRows =
        """
        delete from metric_snapshots
        where tenant_id = $1 and grain in ('hour', 'day', 'week', 'month') and starts_at < $2
        """;

    public const string Periods =
        "select grain, starts_at, ends_at, is_stale from snapshot_periods where tenant_id = $1";

    /// <summary>Gives codes from $3 on to those of the ids $2 that have none and were not erased meanwhile.</summary>
    public const string AddActors =
        """
        with added as (
            insert into snapshot_actors (tenant_id, code, id)
            select $1, $3 - 1 + row_number() over (order by wanted.id), wanted.id
            from unnest($2::text[]) as wanted (id)
            where not exists (select from snapshot_actors known where known.tenant_id = $1 and known.id = wanted.id)
                and not exists (
                    select from erasure_keys join erased_actors using (tenant_id)
                    where tenant_id = $1 and hash = keyed_hash(inner_pad, outer_pad, wanted.id))
            returning 1
        )
        update snapshot_state set next_code = next_code + (select count(*) from added) where tenant_id = $1
        """;

    public const string Codes = "select id, code from snapshot_actors where tenant_id = $1 and id = any ($2)";

    /// <summary>Deletes what is kept of grain $2 from $3 to before $4.</summary>
    public const string DeleteRows =
        "delete from metric_snapshots where tenant_id = $1 and grain = $2 and starts_at >= $3 and starts_at < $4";

    public const string DeletePeriods =
        "delete from snapshot_periods where tenant_id = $1 and grain = $2 and starts_at < $4 and ends_at > $3";

    /// <summary>A row of grain $2: series, time, key's number, key, events, sum, actors.</summary>
    public const string InsertRow =
        """
        insert into metric_snapshots (tenant_id, grain, series, starts_at, key_id, key, events, sum, actors)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>A period of grain $2 from $3 to $4 with set $5 of the set $8 that was asked for, as of position $6, written at
    /// $7: due again at once where it was computed before what is already noted.</summary>
    public const string InsertPeriod =
        """
        insert into snapshot_periods (tenant_id, grain, starts_at, ends_at, set_id, watermark, is_stale, written_at, asked_id)
        select $1, $2, $3, $4, $5, $6, $6 < noted, $7, $8 from snapshot_state where tenant_id = $1
        """;

    public const string Erased = "select code from snapshot_actors where tenant_id = $1 and id is null";

    public const string Sets =
        "select series, grain, starts_at, key_id, actors from metric_snapshots where tenant_id = $1 and actors is not null";

    public const string ChangeSet =
        """
        update metric_snapshots set actors = $6
        where tenant_id = $1 and series = $2 and grain = $3 and starts_at = $4 and key_id = $5
        """;

    public const string ForgetErased = "delete from snapshot_actors where tenant_id = $1 and code = any ($2)";

    public const string Breakdowns = "select breakdowns from snapshot_breakdowns where tenant_id = $1";

    public const string SaveBreakdowns =
        """
        insert into snapshot_breakdowns (tenant_id, breakdowns, updated_at, updated_by) values ($1, $2, $3, $4)
        on conflict (tenant_id) do update set breakdowns = $2, updated_at = $3, updated_by = $4
        """;
}
