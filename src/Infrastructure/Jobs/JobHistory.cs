using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Jobs;

/// <summary>The runs of tenants' jobs, one row each.</summary>
public sealed class JobHistory(TenantConnections connections, TimeProvider clock) : IJobHistory
{
    /// <summary>A run that was not heard of for longer was cut off.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _kept = TimeSpan.FromDays(90);

    public async Task<IReadOnlyList<TenantJobRun>> ListAsync(
        TenantScope tenant, string? job, Guid? before, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(tenant, JobHistorySql.List, cancellationToken, Value(job), Value(before), Value(limit));

    /// <param name="tenant">Whose.</param>
    /// <param name="job">Its name.</param>
    /// <param name="total">Rows to do; null when that is not known.</param>
    /// <param name="alone">Whether whoever is at work is known to be gone: the scheduler runs a job once at a time.</param>
    /// <param name="cancellationToken">Nothing is recorded.</param>
    /// <returns>The run; null when another one is at work.</returns>
    internal async Task<TenantJobRun?> StartAsync(
        TenantScope tenant, string job, long? total, bool alone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return (await ReadAsync(
            tenant, JobHistorySql.Start, cancellationToken, Value(Guid.CreateVersion7(now)), Value(job), Value(now),
            Value(total), Value(alone ? now : now - Silence), Value(now - _kept))).SingleOrDefault();
    }

    internal Task ProgressAsync(TenantScope tenant, Guid run, long rows, CancellationToken cancellationToken) =>
        ReadAsync(tenant, JobHistorySql.Progress, cancellationToken, Value(run), Value(rows), Value(clock.GetUtcNow()));

    internal Task FinishAsync(
        TenantScope tenant, Guid run, long? rows, Exception? failure, CancellationToken cancellationToken) =>
        ReadAsync(
            tenant, JobHistorySql.Finish, cancellationToken, Value(run), Value(clock.GetUtcNow()),
            Value(failure is null ? "succeeded" : "failed"), Value(rows),
            Value(failure is null ? null : JobRunCommands.Describe(failure)));

    private async Task<List<TenantJobRun>> ReadAsync(
        TenantScope tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = JobRunCommands.Create(lease.Connection, sql, [Value(tenant.Id.Value), .. parameters]);
        var runs = new List<TenantJobRun>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                runs.Add(new TenantJobRun(
                    reader.GetGuid(0), reader.GetString(1), Enum.Parse<JobRunStatus>(reader.GetString(2), ignoreCase: true),
                    reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset?>(4),
                    reader.GetFieldValue<long?>(5), reader.GetFieldValue<long?>(6),
                    reader.IsDBNull(7) ? null : reader.GetString(7)));
        await lease.CommitAsync(cancellationToken);
        return runs;
    }

    private static NpgsqlParameter Value<T>(T value) => JobRunCommands.Value(value);
}
