using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Tenants' choices of what is kept, in Postgres.</summary>
internal sealed class KeptBreakdownStore(TenantConnections connections, TimeProvider clock) : IKeptBreakdowns
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<KeptBreakdowns> FindAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, SnapshotSql.Breakdowns,
            reader => JsonSerializer.Deserialize<KeptBreakdowns>(reader.GetString(0), _json)!,
            cancellationToken)).SingleOrDefault() ?? KeptBreakdowns.None;

    public Task SaveAsync(
        TenantScope tenant, KeptBreakdowns breakdowns, string? caller, CancellationToken cancellationToken) =>
        connections.ExecuteAsync(
            tenant, SnapshotSql.SaveBreakdowns, cancellationToken,
            new NpgsqlParameter<string>
            {
                TypedValue = JsonSerializer.Serialize(breakdowns, _json), NpgsqlDbType = NpgsqlDbType.Jsonb,
            },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
            new NpgsqlParameter<string?> { TypedValue = caller });
}
