namespace Analytics.Domain.Jobs;

/// <summary>One run of a job for a tenant.</summary>
/// <param name="Id">Of the run.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">Null while it runs.</param>
/// <param name="Rows">Rows done so far; null where the job counts none.</param>
/// <param name="Total">Rows there are to do; null where that is not known.</param>
/// <param name="Error">Kind and message of what went wrong, at most 500 characters; null otherwise.</param>
public sealed record TenantJobRun(
    Guid Id, string Job, JobRunStatus Status, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long? Rows, long? Total,
    string? Error);

/// <summary>How a run stands.</summary>
public enum JobRunStatus
{
    /// <summary>It is at work.</summary>
    Running,

    /// <summary>It went well.</summary>
    Succeeded,

    /// <summary>It did not, or was cut off.</summary>
    Failed,
}
