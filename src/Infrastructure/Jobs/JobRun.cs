namespace Analytics.Infrastructure.Jobs;

/// <summary>How a job last went.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="State">Of the last run.</param>
/// <param name="StartedAt">Start of the last run.</param>
/// <param name="FinishedAt">Null while it runs; a run that was cut off starts again with the next scheduler.</param>
/// <param name="SucceededAt">End of the last run that went well; null when none has.</param>
/// <param name="LastError">Kind and message, at most 500 characters; kept when later runs go well, null when none failed.</param>
/// <param name="LastErrorAt">Null when no run failed.</param>
public sealed record JobRun(
    string Job,
    JobState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? SucceededAt,
    string? LastError,
    DateTimeOffset? LastErrorAt);

/// <summary>How a run stands.</summary>
public enum JobState
{
    Running,
    Succeeded,
    Failed,
}
