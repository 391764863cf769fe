using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>Things of all kinds, many at a time. An attribute that is none is not stored.</summary>
public sealed class EntityStore(TenantConnections connections) : IEntityStore
{
    public async Task<IReadOnlyDictionary<string, EntityState>> ReadAsync(
        TenantScope tenant, EntityKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var states = await connections.ReadAsync(
            tenant, EntitySql.Read,
            reader => new EntityState(
                reader.GetString(0),
                Values(kind, reader.GetFieldValue<byte[]>(1)),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.GetInt32(3),
                JsonSerializer.Deserialize<ImmutableDictionary<string, int>>(reader.GetFieldValue<byte[]>(4))!)
            {
                IsFromOrders = reader.GetBoolean(5),
                DatedAt = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
            },
            cancellationToken,
            new NpgsqlParameter<string> { TypedValue = kind.Name }, new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        return states.ToDictionary(state => state.Id, StringComparer.Ordinal);
    }

    public async Task<IReadOnlySet<string>> ErasedAsync(
        TenantScope tenant, IReadOnlyCollection<string> actors, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, EntitySql.Erased, static reader => reader.GetString(0), cancellationToken,
            new NpgsqlParameter<string[]> { TypedValue = [.. actors] })).ToHashSet(StringComparer.Ordinal);

    public async Task SaveAsync(
        TenantScope tenant, EntityKind kind, IReadOnlyCollection<EntityState> states, string source,
        PendingImport pending, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var batch = new NpgsqlBatch(lease.Connection);
        var save = new NpgsqlBatchCommand(EntitySql.Save);
        save.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind.Name });
        save.Parameters.Add(Column(states, state => state.Id));
        save.Parameters.Add(Column(states, state => Attributes(kind, state)));
        save.Parameters.Add(Column(states, state => state.UpdatedAt.ToUniversalTime()));
        save.Parameters.Add(Column(states, state => state.Version));
        save.Parameters.Add(Column(states, state => JsonSerializer.Serialize(state.Steps)));
        save.Parameters.Add(Column(states, state => state.DatedAt?.ToUniversalTime()));
        save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        batch.BatchCommands.Add(save);
        batch.BatchCommands.Add(PendingImports.Add(tenant, pending.Id, pending.Kind, pending.Append));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    private static NpgsqlParameter<TValue[]> Column<TValue>(
        IReadOnlyCollection<EntityState> states, Func<EntityState, TValue> value) =>
        new() { TypedValue = [.. states.Select(value)] };

    private static string Attributes(EntityKind kind, EntityState state)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (var place = 0; place < kind.Columns.Length; place++)
            {
                if (state.Values[place] is not { } value)
                    continue;
                json.WritePropertyName(kind.Columns[place].Name);
                if (kind.Columns[place].Type is ColumnType.Number or ColumnType.Whole)
                    json.WriteRawValue(value);
                else
                    json.WriteStringValue(value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static ImmutableArray<string?> Values(EntityKind kind, byte[] attributes)
    {
        using var json = JsonDocument.Parse(attributes);
        return [.. kind.Columns.Select(column => !json.RootElement.TryGetProperty(column.Name, out var value) ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : value.GetRawText())];
    }
}
