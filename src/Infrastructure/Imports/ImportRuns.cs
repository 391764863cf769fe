using System.Runtime.CompilerServices;
using Analytics.Domain.Audit;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>Imports as rows; that one runs is shown by a lock, which ends with the process that has it.</summary>
public sealed class ImportRuns(TenantConnections connections, IAuditLog audit, TimeProvider clock) : IImportRuns
{
    public async Task<Result<IImportRun>> BeginAsync(
        TenantScope tenant, NewImport import, CancellationToken cancellationToken)
    {
        var held = await connections.LeaseAsync(tenant, cancellationToken);
        try
        {
            if (!await TryLockAsync(held, tenant, import, cancellationToken))
            {
                await held.DisposeAsync();
                return Problem.Invalid(
                    "IMPORT_RUNNING", $"An import of {import.Kind} is running. Send the file again when it is over.");
            }

            var id = Guid.CreateVersion7(clock.GetUtcNow());
            await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
            await using var begin = new NpgsqlCommand(ImportRunSql.Begin, lease.Connection);
            begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
            begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = import.Kind });
            begin.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = import.DryRun });
            begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            begin.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = import.FileName });
            begin.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
            await begin.ExecuteNonQueryAsync(cancellationToken);
            await lease.CommitAsync(cancellationToken);
            if (!import.DryRun)
                await audit.AppendAsync(
                    tenant,
                    new AuditEntry(AuditActions.ImportBegun, import.By, id.ToString(), new Dictionary<string, string>
                    {
                        ["kind"] = import.Kind,
                    }),
                    cancellationToken);
            return new ImportRun(connections, tenant, id, held, clock);
        }
        catch (Exception)   // whatever it was, the lock goes back
        {
            await held.DisposeAsync();
            throw;
        }
    }

    public async Task<ImportRecord?> FindAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, ImportRunSql.Find, Read, cancellationToken, new NpgsqlParameter<Guid> { TypedValue = id }))
        .SingleOrDefault();

    public async Task<IReadOnlyList<ImportRecord>> ListAsync(
        TenantScope tenant, Guid? before, int count, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, ImportRunSql.List, Read, cancellationToken,
            new NpgsqlParameter<Guid?> { TypedValue = before }, new NpgsqlParameter<int> { TypedValue = count });

    public async IAsyncEnumerable<RowError> ErrorsAsync(
        TenantScope tenant, Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(ImportRunSql.Errors, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return new RowError(
                reader.GetInt64(0), new Problem(reader.GetString(2), reader.GetString(4), Text(reader, 3)), reader.GetInt32(1));
    }

    private static async Task<bool> TryLockAsync(
        TenantLease lease, TenantScope tenant, NewImport import, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ImportRunSql.Lock, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = import.Kind });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = import.DryRun });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static ImportRecord Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        Text(reader, 2),
        reader.GetBoolean(3),
        Enum.Parse<ImportState>(reader.GetString(4), ignoreCase: true),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetInt64(7),
        reader.GetInt64(8),
        reader.GetInt64(9),
        reader.IsDBNull(10) ? null : new Problem(reader.GetString(10), reader.GetString(11), Text(reader, 12)),
        reader.IsDBNull(13) ? null : reader.GetInt64(13));

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
