using System.Runtime.CompilerServices;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Imports;

/// <summary>Stages rows in a temporary table: the file may be larger than memory.</summary>
public sealed class EntityStaging(TenantConnections connections) : IEntityStaging
{
    private const string Create = """
        create temporary table staged_entity_rows (
            row         bigint not null,
            line        bigint not null,
            id          text not null,
            updated_at  timestamptz,
            content     text[] not null
        ) on commit drop
        """;

    private const string Copy =
        "copy staged_entity_rows (row, line, id, updated_at, content) from stdin (format binary)";

    private const string Read = "select row, line, id, updated_at, content from staged_entity_rows order by row";

    public async Task<IStagedEntities> StageAsync(
        TenantScope tenant, IAsyncEnumerable<EntityRow> rows, CancellationToken cancellationToken)
    {
        var lease = await connections.LeaseAsync(tenant, cancellationToken);
        try
        {
            await using (var create = new NpgsqlCommand(Create, lease.Connection))
                await create.ExecuteNonQueryAsync(cancellationToken);
            await CopyAsync(lease.Connection, rows, cancellationToken);
            return new Staged(lease);
        }
        catch (Exception)   // whatever it was, the transaction ends and takes the table with it
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, IAsyncEnumerable<EntityRow> rows, CancellationToken cancellationToken)
    {
        // Disposed before it is completed, the copy is cancelled.
        await using var copy = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(row.Row, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(row.Line, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Text, cancellationToken);
            if (row.UpdatedAt is { } updatedAt)
                await copy.WriteAsync(updatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            else
                await copy.WriteNullAsync(cancellationToken);
            await copy.WriteAsync(row.Values, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>The staged rows; they live as long as the lease.</summary>
    private sealed class Staged(TenantLease lease) : IStagedEntities
    {
        public async IAsyncEnumerable<EntityRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(Read, lease.Connection);
            command.CommandTimeout = 0;   // sorts the whole file first; the caller's token bounds it
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return new EntityRow(
                    reader.GetInt64(0),
                    reader.GetInt64(1),
                    reader.GetString(2),
                    reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<string?[]>(4));
        }

        public ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
