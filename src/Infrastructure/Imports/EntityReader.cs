using System.Text.Json;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Imports;

/// <summary>Pages by the primary key, or by the person's index.</summary>
public sealed class EntityReader(TenantConnections connections) : IEntityReader
{
    public async Task<Entity?> FindAsync(
        TenantScope tenant, EntityKind kind, string id, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, EntitySql.Find, reader => Read(kind, reader), cancellationToken,
            Text(kind.Name), Text(id))).SingleOrDefault();

    public async Task<EntityPage> ListAsync(
        TenantScope tenant, EntityFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var found = await connections.ReadAsync(
            tenant, EntitySql.List, reader => Read(filter.Kind, reader), cancellationToken,
            [.. Where(filter, after), Text(filter.Values), new NpgsqlParameter<int> { TypedValue = limit + 1 }]);
        if (found.Count > limit)
            return new EntityPage([.. found.Take(limit)], found[limit - 1].Id);
        if (filter.Values is null)
            return new EntityPage([.. found], null);
        var lookedAt = await connections.ReadAsync(
            tenant, EntitySql.LastLookedAt, reader => reader.GetString(0), cancellationToken, Where(filter, after));
        return new EntityPage([.. found], lookedAt.SingleOrDefault());
    }

    private static NpgsqlParameter[] Where(EntityFilter filter, string? after) =>
    [
        Text(filter.Kind.Name), Text(after), Text(filter.PersonId),
        new NpgsqlParameter<int> { TypedValue = EntityFilter.MaxLookedAt },
    ];

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value };

    private static Entity Read(EntityKind kind, NpgsqlDataReader reader) => new(
        kind,
        reader.GetString(0),
        JsonElement.Parse(reader.GetFieldValue<byte[]>(1)),
        reader.GetString(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetInt32(4));
}
