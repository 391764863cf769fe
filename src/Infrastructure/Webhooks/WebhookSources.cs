using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>Sources in Postgres; what messages need of them is kept for a second.</summary>
internal sealed class WebhookSources(TenantConnections connections, RoleDataSources roles, TimeProvider clock)
    : IWebhookSources, IWebhookSourceTenants
{
    private const int MaxKept = 1_000;

    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly ConcurrentDictionary<(TenantId, Guid), (KeyedWebhookSource Source, long At)> _kept = new();

    public async Task<TenantId?> TenantOfAsync(Guid source, CancellationToken cancellationToken)
    {
        await using var command = roles.App.CreateCommand(WebhookSourceSql.Tenant);
        command.Parameters.Add(Value(source));
        return await command.ExecuteScalarAsync(cancellationToken) is Guid tenant ? new TenantId(tenant) : null;
    }

    public async Task<ImmutableArray<WebhookSource>> ListAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        [.. await connections.ReadAsync(tenant, WebhookSourceSql.List, Read, cancellationToken)];

    public ValueTask<KeyedWebhookSource?> FindAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken) =>
        _kept.TryGetValue((tenant.Id, id), out var kept) && clock.GetElapsedTime(kept.At) < _fresh
            ? new(kept.Source)
            : new(FindStoredAsync(tenant, id, cancellationToken));

    public async Task<WebhookSource?> AddAsync(
        TenantScope tenant, WebhookSourceDraft draft, WebhookSecret secret, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, WebhookSourceSql.Add, Read, cancellationToken,
            [.. Values(Guid.NewGuid(), draft, secret), Value(ManageWebhookSources.MaxSources)])).SingleOrDefault();

    public async Task<WebhookSource?> ChangeAsync(
        TenantScope tenant, Guid id, WebhookSourceDraft draft, WebhookSecret? secret, CancellationToken cancellationToken)
    {
        var changed = await connections.ReadAsync(tenant, WebhookSourceSql.Change, Read, cancellationToken, Values(id, draft, secret));
        _kept.TryRemove((tenant.Id, id), out _);
        return changed.SingleOrDefault();
    }

    public async Task<bool> RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken)
    {
        var removed = await connections.ReadAsync(
            tenant, WebhookSourceSql.Remove, reader => reader.GetGuid(0), cancellationToken, Value(id));
        _kept.TryRemove((tenant.Id, id), out _);
        return removed.Count > 0;
    }

    private async Task<KeyedWebhookSource?> FindStoredAsync(
        TenantScope tenant, Guid id, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        var found = (await connections.ReadAsync(
            tenant, WebhookSourceSql.Find,
            reader => new KeyedWebhookSource(Read(reader), reader.GetFieldValue<byte[]>(7)), cancellationToken, Value(id)))
            .SingleOrDefault();
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        if (found is not null)
            _kept[(tenant.Id, id)] = (found, at);
        return found;
    }

    private NpgsqlParameter[] Values(Guid id, WebhookSourceDraft draft, WebhookSecret? secret) =>
    [
        Value(id), Value(draft.Name), Json(draft.Signing), Json(draft.Mapping), Value(draft.IsEnabled),
        Value(secret?.Key.ToArray()), Value(clock.GetUtcNow()),
    ];

    private static WebhookSource Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1),
        JsonSerializer.Deserialize<WebhookSigning>(reader.GetString(2), _json)!,
        JsonSerializer.Deserialize<WebhookMapping>(reader.GetString(3), _json)!,
        reader.GetBoolean(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6));

    private static NpgsqlParameter<string> Json<T>(T value) => new()
    {
        TypedValue = JsonSerializer.Serialize(value, _json),
        NpgsqlDbType = NpgsqlDbType.Jsonb,
    };

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
