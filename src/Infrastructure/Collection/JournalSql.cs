namespace Analytics.Infrastructure.Collection;

/// <summary>$1 is the tenant throughout.</summary>
internal static class JournalSql
{
    /// <summary>Adds the columns $2 to $7 up.</summary>
    public const string Count =
        """
        insert into collection_counts as current (tenant_id, hour, key_id, verdict, code, name, events)
        select $1, * from unnest($2, $3, $4, $5, $6, $7)
        on conflict (tenant_id, hour, key_id, verdict, code, name)
        do update set events = current.events + excluded.events
        """;

    /// <summary>Writes the columns $2 to $9.</summary>
    public const string Note =
        """
        insert into ingest_log (tenant_id, received_at, message_id, name, verdict, code, path, message, key_id)
        select $1, * from unnest($2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public const string List =
        """
        select id, received_at, message_id, name, verdict, code, path, message, key_id from ingest_log
        where tenant_id = $1 and id < $2
            and ($3::text is null or verdict = $3) and ($4::text is null or code = $4)
            and ($5::text is null or name = $5) and ($6::text is null or message_id = $6)
        order by id desc limit $7
        """;

    public const string Counts =
        """
        select verdict, code, name, key_id, sum(events)::bigint from collection_counts
        where tenant_id = $1 and hour >= $2 and hour < $3
        group by verdict, code, name, key_id
        order by 5 desc, 1, 2, 3, 4
        limit 1000
        """;

    /// <summary>Deletes notes from before $2.</summary>
    public const string Purge = "delete from ingest_log where tenant_id = $1 and received_at < $2";
}
