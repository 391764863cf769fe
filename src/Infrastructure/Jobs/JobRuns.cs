using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>How each job last went for a tenant.</summary>
public sealed class JobRuns(TenantConnections connections, TimeProvider clock)
{
    /// <summary>One for each job that ever ran for the tenant, by name.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = JobRunCommands.Create(
            lease.Connection, JobRunSql.ListForTenant, JobRunCommands.Value(tenant.Id.Value));
        return await JobRunCommands.ReadAsync(command, cancellationToken);
    }

    internal Task StartAsync(TenantScope tenant, string job, CancellationToken cancellationToken) =>
        ExecuteAsync(tenant, JobRunSql.StartForTenant, cancellationToken, Text(job), Now(), Id(tenant));

    internal Task SucceedAsync(TenantScope tenant, string job, CancellationToken cancellationToken) =>
        ExecuteAsync(tenant, JobRunSql.SucceedForTenant, cancellationToken, Text(job), Now(), Id(tenant));

    internal Task FailAsync(TenantScope tenant, string job, Exception failure, CancellationToken cancellationToken) =>
        ExecuteAsync(
            tenant, JobRunSql.FailForTenant, cancellationToken,
            Text(job), Now(), Text(JobRunCommands.Describe(failure)), Id(tenant));

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
