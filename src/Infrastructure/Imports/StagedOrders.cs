using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>The staged rows; they live as long as the lease.</summary>
internal sealed class StagedOrders(TenantScope tenant, TenantLease lease) : IStagedOrders
{
    public async IAsyncEnumerable<StagedOrder> ReadAsync(
        int maxRows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OrderStagingSql.Read, lease.Connection);
        command.CommandTimeout = 0;   // sorts the whole file first; the caller's token bounds it
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = maxRows });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = ImmutableArray.CreateBuilder<StagedLine>();
        StagedOrder? current = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (current is null || current.FirstRow != reader.GetInt64(1))
            {
                if (current is not null)
                    yield return current with { Lines = lines.DrainToImmutable() };
                current = new StagedOrder(
                    reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), (int)reader.GetInt64(3), []);
            }

            if (reader.GetBoolean(7) && current.RowCount <= maxRows)
                lines.Add(new StagedLine(
                    (int)reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), ReadContent(reader)));
        }

        if (current is not null)
            yield return current with { Lines = lines.DrainToImmutable() };
    }

    public async Task<CatalogueCounts> SaveCatalogueAsync(
        string source, DateTimeOffset updatedAt, CancellationToken cancellationToken)
    {
        var customers = await SaveAsync(OrderStagingSql.SaveCustomers, source, updatedAt, cancellationToken);
        var products = await SaveAsync(OrderStagingSql.SaveProducts, source, updatedAt, cancellationToken);
        await lease.CommitAsync(cancellationToken);
        return new CatalogueCounts(customers, products);
    }

    public ValueTask DisposeAsync() => lease.DisposeAsync();

    private async Task<int> SaveAsync(
        string sql, string source, DateTimeOffset updatedAt, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.CommandTimeout = 0;   // goes through the whole file; the caller's token bounds it
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = updatedAt });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static OrderRowContent ReadContent(NpgsqlDataReader reader) => new(
        reader.GetFieldValue<DateTimeOffset>(8),
        Text(reader, 9),
        Text(reader, 10),
        reader.GetString(11),
        reader.GetString(12),
        Text(reader, 13),
        reader.GetDecimal(14),
        reader.GetDecimal(15),
        Text(reader, 16))
    {
        IsCancelled = reader.GetBoolean(17),
        Channel = Text(reader, 18),
    };

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
