namespace Analytics.Infrastructure.Jobs;

/// <summary>$1 is the tenant throughout.</summary>
internal static class JobHistorySql
{
    private const string Columns = "id, job, state, started_at, finished_at, rows, total, error";

    /// <summary>Runs of job $2 before $3, at most $4; null for any.</summary>
    public const string List =
        $"""
        select {Columns} from job_history
        where tenant_id = $1 and ($2::text is null or job = $2) and ($3::uuid is null or id < $3)
        order by id desc limit $4
        """;

    /// <summary>
    /// Run $2 of job $3 begins at $4 with $5 rows to do. One that was not heard of since $6 was cut off; runs that were over
    /// before $7 are forgotten. Nothing begins while another one is at work.
    /// </summary>
    public const string Start =
        $"""
        with cut_off as (
            update job_history set state = 'failed', finished_at = $4, error = 'The node was stopped.'
            where tenant_id = $1 and job = $3 and state = 'running' and seen_at <= $6
            returning id
        ), forgotten as (
            delete from job_history where tenant_id = $1 and job = $3 and finished_at < $7
        )
        insert into job_history (tenant_id, id, job, state, started_at, seen_at, total)
        select $1, $2, $3, 'running', $4, $4, $5
        where not exists (
            select from job_history
            where tenant_id = $1 and job = $3 and state = 'running' and id not in (select id from cut_off))
        returning {Columns}
        """;

    /// <summary>Run $2 has done $3 rows at $4.</summary>
    public const string Progress =
        "update job_history set rows = $3, seen_at = $4 where tenant_id = $1 and id = $2 and state = 'running'";

    /// <summary>Run $2 is over at $3: state $4, $5 rows, error $6.</summary>
    public const string Finish =
        """
        update job_history set state = $4, finished_at = $3, seen_at = $3, rows = coalesce($5, rows), error = $6
        where tenant_id = $1 and id = $2 and state = 'running'
        """;

    /// <summary>Takes due time $3 of job $2 until $4; now is $5. No row comes back when it is served or taken.</summary>
    public const string Claim =
        """
        insert into tenant_schedules as current (tenant_id, job, done_due, claimed_until)
        values ($1, $2, '-infinity', $4)
        on conflict (tenant_id, job) do update set claimed_until = $4
        where current.done_due < $3 and (current.claimed_until is null or current.claimed_until <= $5)
        returning true
        """;

    /// <summary>Whether due time $3 of job $2 is served.</summary>
    public const string IsServed =
        "select exists (select from tenant_schedules where tenant_id = $1 and job = $2 and done_due >= $3)";

    /// <summary>Due time $3 of job $2 is served.</summary>
    public const string Served =
        """
        update tenant_schedules set done_due = greatest(done_due, $3), claimed_until = null
        where tenant_id = $1 and job = $2
        """;
}
