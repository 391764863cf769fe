using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>A run whose lock is held by a lease of its own.</summary>
internal sealed class ImportRun(
    TenantConnections connections, TenantScope tenant, Guid id, TenantLease held, TimeProvider clock) : IImportRun
{
    private int _errors;

    public Guid Id => id;

    public async Task AdvanceAsync(
        ImportProgress progress, IReadOnlyList<RowError> errors, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var batch = new NpgsqlBatch(lease.Connection);
        batch.BatchCommands.Add(Command(
            ImportRunSql.Advance,
            new NpgsqlParameter<long> { TypedValue = progress.RowsRead },
            new NpgsqlParameter<long> { TypedValue = progress.RowsWritten },
            new NpgsqlParameter<long> { TypedValue = progress.RowsRefused }));
        var kept = errors.Take(IImportRun.MaxErrors - _errors).ToList();
        if (kept.Count > 0)
            batch.BatchCommands.Add(Command(
                ImportRunSql.AddErrors,
                new NpgsqlParameter<int> { TypedValue = _errors },
                Column(kept, error => error.Line),
                Column(kept, error => error.Rows),
                Column(kept, error => error.Problem.Code),
                Column(kept, error => error.Problem.Path),
                Column(kept, error => error.Problem.Message)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
        _errors += kept.Count;
    }

    public async Task EndAsync(
        ImportState state, Problem? problem, long? position, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var batch = new NpgsqlBatch(lease.Connection);
        batch.BatchCommands.Add(Command(
            ImportRunSql.End,
            new NpgsqlParameter<string> { TypedValue = Name(state) },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
            new NpgsqlParameter<string?> { TypedValue = problem?.Code },
            new NpgsqlParameter<string?> { TypedValue = problem?.Message },
            new NpgsqlParameter<string?> { TypedValue = problem?.Path },
            new NpgsqlParameter<long?> { TypedValue = position }));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => held.DisposeAsync();

    private static string Name(ImportState state) => state switch
    {
        ImportState.Completed => "completed",
        ImportState.Failed => "failed",
        ImportState.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No end."),
    };

    private NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<TValue[]> Column<TValue>(List<RowError> errors, Func<RowError, TValue> value) =>
        new() { TypedValue = [.. errors.Select(value)] };
}
