using System.Collections.Concurrent;
using Analytics.Domain.Collection;
using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Privacy;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Privacy;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// The rules of every tenant that sends, read again when they are a second old: other nodes may have changed them.
/// </summary>
internal sealed class CollectionRulesStore(
    TenantConnections connections, PrivacyKeyStore keys, IEnrichmentLists lists, TimeProvider clock) : ICollectionRules
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TenantId, Kept> _kept = new();
    private readonly ConcurrentDictionary<TenantId, PublishedPlan> _plans = new();

    public ValueTask<CollectionRules> OfAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        _kept.TryGetValue(tenant.Id, out var kept) && clock.GetElapsedTime(kept.At) < _fresh
            ? new(kept.Rules)
            : new(ReadAsync(tenant, cancellationToken));

    public void Changed(TenantId tenant) => _kept.TryRemove(tenant, out _);

    private async Task<CollectionRules> ReadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        var rules = await DecidedAsync(tenant, cancellationToken);
        var secrets = await keys.OfAsync(
            tenant,
            forIds: IdForm.Hashed == rules.Settings.AnonymousIds || IdForm.Hashed == rules.Settings.UserIds,
            forVisitors: rules.Settings.Cookieless,
            cancellationToken);
        _plans[tenant.Id] = rules.Plan;
        rules = rules with { Lists = lists.Current, Keys = secrets };
        _kept[tenant.Id] = new Kept(rules, at);
        return rules;
    }

    private async Task<CollectionRules> DecidedAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        // To compile a plan takes long: it is done once a version.
        var known = _plans.GetValueOrDefault(tenant.Id, PublishedPlan.None);
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(CollectionRulesSql.Current, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = known.Version });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new CollectionRules(
            reader.IsDBNull(0) ? PublishedPlan.None
            : reader.IsDBNull(1) ? known
            : PublishedPlan.Compile(reader.GetInt32(0), PlanJson.Read(reader.GetFieldValue<byte[]>(1)).Value),
            reader.IsDBNull(2)
                ? CollectionSettings.Default
                : CollectionSettingsStore.Read(reader.GetFieldValue<byte[]>(2), reader.GetInt32(3)));
    }

    private sealed record Kept(CollectionRules Rules, long At);
}
