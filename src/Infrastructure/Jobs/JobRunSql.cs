namespace Analytics.Infrastructure.Jobs;

/// <summary>Parameters: the job, the time, then the error; a tenant's statements take the tenant last.</summary>
internal static class JobRunSql
{
    public const string StartForTenant =
        """
        insert into job_runs (job, state, started_at, tenant_id) values ($1, 'running', $2, $3)
        on conflict (tenant_id, job) do update set state = 'running', started_at = $2, finished_at = null
        """;

    public const string SucceedForTenant =
        """
        update job_runs set state = 'succeeded', finished_at = $2, succeeded_at = $2 where job = $1 and tenant_id = $3
        """;

    public const string FailForTenant =
        """
        update job_runs set state = 'failed', finished_at = $2, last_error = $3, last_error_at = $2
        where job = $1 and tenant_id = $4
        """;

    public const string ListForTenant =
        """
        select job, state, started_at, finished_at, succeeded_at, last_error, last_error_at
        from job_runs where tenant_id = $1 order by job
        """;

    public const string Start =
        """
        insert into maintenance_runs (job, state, started_at) values ($1, 'running', $2)
        on conflict (job) do update set state = 'running', started_at = $2, finished_at = null
        """;

    public const string Succeed =
        "update maintenance_runs set state = 'succeeded', finished_at = $2, succeeded_at = $2 where job = $1";

    public const string Fail =
        """
        update maintenance_runs set state = 'failed', finished_at = $2, last_error = $3, last_error_at = $2
        where job = $1
        """;

    public const string List =
        """
        select job, state, started_at, finished_at, succeeded_at, last_error, last_error_at
        from maintenance_runs order by job
        """;
}
