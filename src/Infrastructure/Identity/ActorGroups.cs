using System.Text.Json;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>Reads what <c>append_statements</c> keeps of groups.</summary>
public sealed class ActorGroups(TenantConnections connections) : IActorGroups
{
    private const string List =
        """
        select id, traits, updated_at from groups
        where tenant_id = $1 and ($2::text is null or id collate "C" > $2)
        order by id collate "C" limit $3
        """;

    private const string Find = "select id, traits, updated_at from groups where tenant_id = $1 and id = $2 limit $3";

    public Task<IReadOnlyList<ActorGroup>> ListAsync(
        TenantScope tenant, string? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(tenant, List, after, limit, cancellationToken);

    public async Task<ActorGroup?> FindAsync(TenantScope tenant, string id, CancellationToken cancellationToken) =>
        (await ReadAsync(tenant, Find, id, 1, cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<ActorGroup>> ReadAsync(
        TenantScope tenant, string sql, string? id, int limit, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, sql,
            static reader => new ActorGroup(
                reader.GetString(0), JsonElement.Parse(reader.GetFieldValue<byte[]>(1)),
                reader.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken,
            new NpgsqlParameter<string?> { TypedValue = id }, new NpgsqlParameter<int> { TypedValue = limit });
}
