using Analytics.Domain.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>What imported states are still to add to the log.</summary>
public sealed class PendingImports(TenantConnections connections) : IPendingImports
{
    private const string Insert =
        "insert into pending_imports (tenant_id, id, kind, append) values ($1, $2, $3, $4)";

    private const string List =
        "select id, append from pending_imports where tenant_id = $1 and kind = $2 order by written_at";

    private const string Delete = "delete from pending_imports where tenant_id = $1 and id = $2";

    public async Task<IReadOnlyList<PendingImport>> ListAsync(
        TenantScope tenant, string kind, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(List, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var left = new List<PendingImport>();
        while (await reader.ReadAsync(cancellationToken))
            left.Add(new PendingImport(
                reader.GetGuid(0), kind, PendingImportJson.Read(reader.GetFieldValue<byte[]>(1))));
        return left;
    }

    public async Task RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(Delete, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    /// <summary>The statement that puts one on the list, for the transaction that writes its states.</summary>
    internal static NpgsqlBatchCommand Add(TenantScope tenant, Guid id, string kind, LogAppend append) => new(Insert)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
            new NpgsqlParameter<Guid> { TypedValue = id },
            new NpgsqlParameter<string> { TypedValue = kind },
            new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = PendingImportJson.Write(append) },
        },
    };
}
