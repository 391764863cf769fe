using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Orders;

/// <summary>Orders and their lines, many at a time.</summary>
public sealed class OrderStore(TenantConnections connections) : IOrderStore
{
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

    public async Task SaveAsync(
        TenantScope tenant,
        IReadOnlyList<Order> orders,
        string source,
        DateTimeOffset updatedAt,
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
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }
}
