using System.Collections.Immutable;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>Endpoints and deliveries in Postgres.</summary>
internal sealed class WebhookStore(TenantConnections connections, TimeProvider clock) : IWebhookEndpoints, IWebhookOutbox
{
    public async Task<ImmutableArray<WebhookEndpoint>> ListAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        [.. await connections.ReadAsync(tenant, WebhookSql.Endpoints, ReadEndpoint, cancellationToken)];

    public async Task<WebhookEndpoint?> AddAsync(
        TenantScope tenant, WebhookEndpointDraft draft, WebhookSecret secret, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, WebhookSql.AddEndpoint, ReadEndpoint, cancellationToken,
            [.. Values(Guid.CreateVersion7(clock.GetUtcNow()), draft, secret), Value(ManageWebhookEndpoints.MaxEndpoints)]))
        .SingleOrDefault();

    public async Task<WebhookEndpoint?> ChangeAsync(
        TenantScope tenant, Guid id, WebhookEndpointDraft draft, WebhookSecret? secret, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(tenant, WebhookSql.ChangeEndpoint, ReadEndpoint, cancellationToken, Values(id, draft, secret)))
        .SingleOrDefault();

    public async Task<bool> RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, WebhookSql.RemoveEndpoint, reader => reader.GetGuid(0), cancellationToken,
            Value(id), Value(clock.GetUtcNow()))).Count > 0;

    public async Task<int> PutAsync(TenantScope tenant, string topic, string data, CancellationToken cancellationToken)
    {
        var listeners = await connections.ReadAsync(
            tenant, WebhookSql.Listeners, reader => reader.GetGuid(0), cancellationToken, Value(topic));
        return listeners.Count == 0 ? 0 : (await PutAsync(tenant, listeners, topic, data, cancellationToken)).Count;
    }

    public async Task<WebhookDelivery?> PutAsync(
        TenantScope tenant, Guid endpoint, string topic, string data, CancellationToken cancellationToken) =>
        (await PutAsync(tenant, [endpoint], topic, data, cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        TenantScope tenant, WebhookDeliveryFilter filter, Guid? before, int limit, CancellationToken cancellationToken) =>
        await connections.ReadAsync(
            tenant, WebhookSql.Deliveries, ReadDelivery, cancellationToken,
            Value(filter.State is { } state ? TextOf(state) : null), Value(filter.EndpointId), Value(before), Value(limit));

    public async Task<WebhookDelivery?> ReplayAsync(TenantScope tenant, Guid delivery, CancellationToken cancellationToken) =>
        (await connections.ReadAsync(
            tenant, WebhookSql.Replay, ReadDelivery, cancellationToken, Value(delivery), Value(clock.GetUtcNow())))
        .SingleOrDefault();

    internal static string TextOf(WebhookDeliveryState state) => state switch
    {
        WebhookDeliveryState.Pending => "pending",
        WebhookDeliveryState.Delivered => "delivered",
        WebhookDeliveryState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private Task<List<WebhookDelivery>> PutAsync(
        TenantScope tenant, List<Guid> endpoints, string topic, string data, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var body = $$"""{"type":"{{topic}}","timestamp":"{{now:yyyy-MM-ddTHH:mm:ss.fffZ}}","data":{{data}}}""";
        return connections.ReadAsync(
            tenant, WebhookSql.Put, ReadDelivery, cancellationToken,
            Value(endpoints.Select(_ => Guid.CreateVersion7(now)).ToArray()), Value(endpoints.ToArray()), Value(topic),
            Value(body), Value(now));
    }

    private NpgsqlParameter[] Values(Guid id, WebhookEndpointDraft draft, WebhookSecret? secret) =>
    [
        Value(id), Value(draft.Url.AbsoluteUri), Value(draft.Description), Value(draft.Topics.ToArray()),
        Value(draft.IsEnabled), Value(secret?.Key.ToArray()), Value(clock.GetUtcNow()),
    ];

    private static WebhookEndpoint ReadEndpoint(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), new Uri(reader.GetString(1)), reader.GetString(2),
        [.. reader.GetFieldValue<string[]>(3)], reader.GetBoolean(4),
        reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6));

    private static WebhookDelivery ReadDelivery(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2),
        Enum.Parse<WebhookDeliveryState>(reader.GetString(3), ignoreCase: true), reader.GetInt32(4),
        reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset?>(6),
        reader.GetFieldValue<DateTimeOffset?>(7), reader.GetFieldValue<int?>(8),
        reader.IsDBNull(9) ? null : reader.GetString(9));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
