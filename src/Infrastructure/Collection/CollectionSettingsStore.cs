using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Collection;

/// <summary>Tenants' settings of collection, one row a tenant that decided something.</summary>
internal sealed class CollectionSettingsStore(TenantConnections connections) : ICollectionSettings
{
    private static readonly JsonSerializerOptions _json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The settings of a row.</summary>
    public static CollectionSettings Read(byte[] json, int version) =>
        JsonSerializer.Deserialize<CollectionSettings>(json, _json)! with { Version = version };

    public async Task<CollectionSettings> ReadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(CollectionRulesSql.Settings, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? Read(reader.GetFieldValue<byte[]>(0), reader.GetInt32(1))
            : CollectionSettings.Default;
    }

    public async Task<CollectionSettings?> ReplaceAsync(
        TenantScope tenant, CollectionSettings settings, string? by, CancellationToken cancellationToken)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(CollectionRulesSql.ReplaceSettings, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = JsonSerializer.SerializeToUtf8Bytes(settings, _json),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = settings.Version });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = by });
        var version = (int?)await command.ExecuteScalarAsync(cancellationToken);
        if (version is null)
            return null;
        await lease.CommitAsync(cancellationToken);
        return settings with { Version = version.Value };
    }
}
