using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>How each job last went for a tenant.</summary>
public sealed class JobRuns(TenantConnections connections, JobHistory history, TimeProvider clock)
{
    /// <summary>One for each job that ever ran for the tenant, by name.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = JobRunCommands.Create(
            lease.Connection, JobRunSql.ListForTenant, JobRunCommands.Value(tenant.Id.Value));
        return await JobRunCommands.ReadAsync(command, cancellationToken);
    }

    /// <returns>The run in the history.</returns>
    internal async Task<Guid> StartAsync(TenantScope tenant, string job, CancellationToken cancellationToken)
    {
        await ExecuteAsync(tenant, JobRunSql.StartForTenant, cancellationToken, Text(job), Now(), Id(tenant));
        return (await history.StartAsync(tenant, job, null, alone: true, cancellationToken))!.Id;
    }

    internal async Task SucceedAsync(
        TenantScope tenant, string job, Guid run, long? rows, CancellationToken cancellationToken)
    {
        await ExecuteAsync(tenant, JobRunSql.SucceedForTenant, cancellationToken, Text(job), Now(), Id(tenant));
        await history.FinishAsync(tenant, run, rows, null, cancellationToken);
    }

    internal async Task FailAsync(
        TenantScope tenant, string job, Guid run, Exception failure, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            tenant, JobRunSql.FailForTenant, cancellationToken,
            Text(job), Now(), Text(JobRunCommands.Describe(failure)), Id(tenant));
        await history.FinishAsync(tenant, run, null, failure, cancellationToken);
    }

    private async Task ExecuteAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] values)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = JobRunCommands.Create(lease.Connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private NpgsqlParameter Now() => JobRunCommands.Value(clock.GetUtcNow());

    private static NpgsqlParameter Text(string value) => JobRunCommands.Value(value);

    private static NpgsqlParameter Id(TenantScope tenant) => JobRunCommands.Value(tenant.Id.Value);
}
