namespace Analytics.Infrastructure.Imports;

/// <summary>$1 is the tenant throughout.</summary>
internal static class ImportRunSql
{
    /// <summary>
    /// Takes the lock of a kind for as long as the transaction lasts: it is gone with the process. Dry runs have one of
    /// their own.
    /// </summary>
    public const string Lock =
        "select pg_try_advisory_xact_lock(hashtextextended(concat_ws(' ', 'import', $1::uuid, $2::text, $3::boolean), 0))";

    /// <summary>A run of the kind $2 that had the lock before is over, and so are those that are old.</summary>
    public const string Begin = """
        with ended as (
            update imports set state = 'interrupted'
            where tenant_id = $1 and kind = $2 and is_dry_run = $3 and state = 'running'
        ), forgotten as (
            delete from imports
            where tenant_id = $1 and state <> 'running' and (started_at < $6 - interval '90 days'
                or id in (select id from imports where tenant_id = $1 order by started_at desc, id desc offset 1000))
        )
        insert into imports (tenant_id, id, kind, file_name, is_dry_run, state, started_at)
        values ($1, $4, $2, $5, $3, 'running', $6)
        """;

    /// <summary>Rows read $3, written $4, refused $5 of the import $2.</summary>
    public const string Advance = """
        update imports set rows_read = $3, rows_written = $4, rows_refused = $5 where tenant_id = $1 and id = $2
        """;

    /// <summary>Errors of the import $2, numbered from $3 on: lines $4, rows $5, codes $6, paths $7, messages $8.</summary>
    public const string AddErrors = """
        insert into import_errors (tenant_id, import_id, number, line, rows, code, path, message)
        select $1, $2, $3 + e.place::int, e.line, e.rows, e.code, e.path, e.message
        from unnest($4::bigint[], $5::int[], $6::text[], $7::text[], $8::text[]) with ordinality
            as e (line, rows, code, path, message, place)
        """;

    public const string End = """
        update imports
        set state = $3, ended_at = $4, error_code = $5, error_message = $6, error_path = $7, log_position = $8
        where tenant_id = $1 and id = $2
        """;

    public const string Find = $"{Select} and id = $2";

    /// <summary>Those that began before $2, the latest first; null for all. At most $3.</summary>
    public const string List = $"""
        {Select} and ($2::uuid is null or (started_at, id) < (select started_at, id from imports where tenant_id = $1 and id = $2))
        order by started_at desc, id desc
        limit $3
        """;

    public const string Errors = """
        select line, rows, code, path, message from import_errors where tenant_id = $1 and import_id = $2 order by number
        """;

    // One that says that it runs and has no lock was killed.
    private const string Select = $"""
        select id, kind, file_name, is_dry_run,
            case when state = 'running' and not exists (
                select from pg_locks
                where locktype = 'advisory' and objsubid = 1
                    and database = (select oid from pg_database where datname = current_database())
                    and (classid::bigint << 32) | objid::bigint
                        = hashtextextended({LockNameOfRow}, 0))
                then 'interrupted' else state end,
            started_at, ended_at, rows_read, rows_written, rows_refused, error_code, error_message, error_path, log_position
        from imports
        where tenant_id = $1
        """;

    private const string LockNameOfRow = "concat_ws(' ', 'import', tenant_id, kind, is_dry_run)";
}
