using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>How each job that serves no tenant in particular last went.</summary>
public sealed class MaintenanceRuns(RoleDataSources roles, TimeProvider clock)
{
    /// <summary>One for each job that ever ran, by name.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await roles.App.OpenConnectionAsync(cancellationToken);
        await using var command = JobRunCommands.Create(connection, JobRunSql.List);
        return await JobRunCommands.ReadAsync(command, cancellationToken);
    }

    internal Task StartAsync(string job, CancellationToken cancellationToken) =>
        ExecuteAsync(JobRunSql.Start, cancellationToken, JobRunCommands.Value(job), Now());

    internal Task SucceedAsync(string job, CancellationToken cancellationToken) =>
        ExecuteAsync(JobRunSql.Succeed, cancellationToken, JobRunCommands.Value(job), Now());

    internal Task FailAsync(string job, Exception failure, CancellationToken cancellationToken) =>
        ExecuteAsync(
            JobRunSql.Fail, cancellationToken,
            JobRunCommands.Value(job), Now(), JobRunCommands.Value(JobRunCommands.Describe(failure)));

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        await using var connection = await roles.App.OpenConnectionAsync(cancellationToken);
        await using var command = JobRunCommands.Create(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlParameter Now() => JobRunCommands.Value(clock.GetUtcNow());
}
