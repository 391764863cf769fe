using System.Collections.Concurrent;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// The rules of every tenant that sends, read again when they are a second old: other nodes may have changed them.
/// </summary>
internal sealed class CollectionRulesStore(
    TenantConnections connections, IEnrichmentLists lists, TimeProvider clock) : ICollectionRules
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TenantId, Kept> _kept = new();

    public ValueTask<CollectionRules> OfAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        _kept.TryGetValue(tenant.Id, out var kept) && clock.GetElapsedTime(kept.At) < _fresh
            ? new(kept.Rules)
            : new(ReadAsync(tenant, cancellationToken));

    public void Changed(TenantId tenant) => _kept.TryRemove(tenant, out _);

    private async Task<CollectionRules> ReadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(CollectionRulesSql.Current, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var rules = new CollectionRules(
            reader.IsDBNull(0) ? PublishedPlan.None : new PublishedPlan(reader.GetInt32(0)),
            reader.IsDBNull(2)
                ? CollectionSettings.Default
                : JsonSerializer.Deserialize<CollectionSettings>(reader.GetFieldValue<byte[]>(2), JsonSerializerOptions.Web)!)
        {
            Lists = lists.Current,
        };
        _kept[tenant.Id] = new Kept(rules, at);
        return rules;
    }

    private sealed record Kept(CollectionRules Rules, long At);
}
