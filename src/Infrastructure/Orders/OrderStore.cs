using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Imports;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Orders;

/// <summary>Orders and their lines, many at a time.</summary>
public sealed class OrderStore(TenantConnections connections) : IOrderStore
{
    private const string PendingKind = "orders";

    public async Task<IReadOnlyList<OrderDifference>> CompareAsync(
        TenantScope tenant, IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(OrderSql.Compare, lease.Connection);
        OrderParameters.Add(command.Parameters, tenant, orders);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var differences = new List<OrderDifference>(orders.Count);
        while (await reader.ReadAsync(cancellationToken))
            differences.Add((OrderDifference)reader.GetInt32(0));
        return differences;
    }

    public async Task<IReadOnlyDictionary<string, StoredOrder>> ReadAsync(
        TenantScope tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var orders = new Dictionary<string, StoredOrder>(StringComparer.Ordinal);
        if (ids.Count == 0)
            return orders;
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(OrderSql.Read, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = ImmutableArray.CreateBuilder<OrderLine>();
        StoredOrder? current = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (current?.Order.Id != reader.GetString(0))
            {
                Finish();
                current = new StoredOrder(ReadOrder(reader), reader.GetInt32(9));
            }

            lines.Add(ReadLine(reader));
        }

        Finish();
        return orders;

        void Finish()
        {
            if (current is not null)
                orders.Add(current.Order.Id, current with { Order = current.Order with { Lines = lines.DrainToImmutable() } });
        }
    }

    public async Task SaveAsync(
        TenantScope tenant,
        IReadOnlyList<Order> orders,
        string source,
        DateTimeOffset updatedAt,
        Guid pendingId,
        LogAppend pending,
        CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var batch = new NpgsqlBatch(lease.Connection);
        var upsert = new NpgsqlBatchCommand(OrderSql.SaveOrders);
        OrderParameters.Add(upsert.Parameters, tenant, orders);
        upsert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        upsert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = updatedAt.ToUniversalTime() });
        batch.BatchCommands.Add(upsert);
        var delete = new NpgsqlBatchCommand(OrderSql.DeleteLines);
        delete.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        delete.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. orders.Select(order => order.Id)] });
        batch.BatchCommands.Add(delete);
        var lines = new NpgsqlBatchCommand(OrderSql.SaveLines);
        OrderParameters.Add(lines.Parameters, tenant, orders);
        batch.BatchCommands.Add(lines);
        batch.BatchCommands.Add(PendingImports.Add(tenant, pendingId, PendingKind, pending));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private static Order ReadOrder(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1) == "sale" ? OrderKind.Sale : OrderKind.Refund,
        reader.GetFieldValue<DateTimeOffset>(2),
        Text(reader, 3),
        reader.GetString(4),
        Text(reader, 5),
        reader.GetDecimal(6),
        [])
    {
        IsCancelled = reader.GetBoolean(7),
        Channel = Text(reader, 8),
    };

    private static OrderLine ReadLine(NpgsqlDataReader reader) => new(
        reader.GetInt32(10), reader.GetString(11), reader.GetDecimal(12), reader.GetDecimal(13))
    {
        OrderedAt = reader.IsDBNull(14) ? null : reader.GetFieldValue<DateTimeOffset>(14),
        ProductName = Text(reader, 15),
    };

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
