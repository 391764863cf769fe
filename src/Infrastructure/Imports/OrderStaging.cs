using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Imports;

/// <summary>Stages rows in Postgres: the file may be larger than memory, and an order's rows lie anywhere in it.</summary>
public sealed class OrderStaging(TenantConnections connections) : IOrderStaging
{
    public async Task<IStagedOrders> StageAsync(
        TenantScope tenant, IAsyncEnumerable<OrderRow> rows, CancellationToken cancellationToken)
    {
        var lease = await connections.LeaseAsync(tenant, cancellationToken);
        try
        {
            await ExecuteAsync(lease, OrderStagingSql.Create, cancellationToken);
            await CopyAsync(lease.Connection, rows, cancellationToken);
            await ExecuteAsync(lease, OrderStagingSql.Prepare, cancellationToken);
            return new StagedOrders(tenant, lease);
        }
        catch (Exception)   // whatever it was, the transaction ends and takes the table with it
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, IAsyncEnumerable<OrderRow> rows, CancellationToken cancellationToken)
    {
        // Disposed before it is completed, the copy is cancelled.
        await using var copy = await connection.BeginBinaryImportAsync(OrderStagingSql.Copy, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
            await WriteAsync(copy, row, cancellationToken);
        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, OrderRow row, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(row.Row, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(row.Line, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(row.OrderId, NpgsqlDbType.Text, cancellationToken);
        await copy.WriteAsync(row.Content is not null, NpgsqlDbType.Boolean, cancellationToken);
        if (row.Content is not { } content)
        {
            for (var column = 0; column < 11; column++)
                await copy.WriteNullAsync(cancellationToken);
            return;
        }

        await copy.WriteAsync(content.OrderedAt, NpgsqlDbType.TimestampTz, cancellationToken);
        await WriteTextAsync(copy, content.CustomerId, cancellationToken);
        await WriteTextAsync(copy, content.Country, cancellationToken);
        await WriteTextAsync(copy, content.Currency, cancellationToken);
        await WriteTextAsync(copy, content.ProductId, cancellationToken);
        await WriteTextAsync(copy, content.ProductName, cancellationToken);
        await copy.WriteAsync(content.Quantity, NpgsqlDbType.Numeric, cancellationToken);
        await copy.WriteAsync(content.UnitPrice, NpgsqlDbType.Numeric, cancellationToken);
        await WriteTextAsync(copy, content.LineId, cancellationToken);
        await copy.WriteAsync(content.IsCancelled, NpgsqlDbType.Boolean, cancellationToken);
        await WriteTextAsync(copy, content.Channel, cancellationToken);
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken cancellationToken) =>
        text is null
            ? copy.WriteNullAsync(cancellationToken)
            : copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);

    private static async Task ExecuteAsync(TenantLease lease, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.CommandTimeout = 0;   // the file may be large; the caller's token bounds it
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
