using Analytics.Api.Hosting;
using Analytics.Api.Imports;
using Analytics.Api.Querying;
using Analytics.Domain.Customers;
using Analytics.Domain.Imports;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Customers;

/// <summary>A customer: what he ordered, and what was imported of him.</summary>
[GraphQLName("Customer")]
public sealed class CustomerNode
{
    private readonly long? _atLeast;

    internal CustomerNode(string id, long? atLeast) => (Id, _atLeast) = (id, atLeast);

    /// <summary>The id that was asked for.</summary>
    [ID]
    public string Id { get; }

    /// <summary>Order totals less refunds to date, in the tenant's currency: the metric <c>net_revenue</c> of this customer.</summary>
    [Cost(QueryCosts.Scan)]
    public Task<MetricResult> GetLifetimeValueAsync(
        TenantScope tenant, MeasureCustomer measure, CancellationToken cancellationToken) =>
        MeasureAsync("net_revenue", tenant, measure, cancellationToken);

    /// <summary>Number of his orders to date: the metric <c>orders</c> of this customer.</summary>
    [Cost(QueryCosts.Scan)]
    public Task<MetricResult> GetOrdersAsync(
        TenantScope tenant, MeasureCustomer measure, CancellationToken cancellationToken) =>
        MeasureAsync("orders", tenant, measure, cancellationToken);

    /// <summary>What an import or an order said of him; null when nothing did.</summary>
    public Task<EntityNode?> GetProfileAsync(
        TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.FindAsync(tenant, entities, EntityKinds.Customers, Id, cancellationToken);

    /// <summary>His points and his <c>vip_tier</c>; null when none were imported.</summary>
    public Task<EntityNode?> GetLoyaltyAsync(
        TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.FindAsync(tenant, entities, EntityKinds.Find("loyalty")!, Id, cancellationToken);

    /// <summary>His subscriptions by id, at most 500; <c>entities</c> has pages.</summary>
    [ListSize(AssumedSize = 20)]
    public Task<IReadOnlyList<EntityNode>> GetSubscriptionsAsync(
        TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.OfPersonAsync(tenant, entities, EntityKinds.Find("subscriptions")!, Id, cancellationToken);

    /// <summary>Referrals that he made by id, at most 500; <c>entities</c> has pages.</summary>
    [ListSize(AssumedSize = 20)]
    public Task<IReadOnlyList<EntityNode>> GetReferralsAsync(
        TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.OfPersonAsync(tenant, entities, EntityKinds.Find("referrals")!, Id, cancellationToken);

    /// <summary>Discounts that he used by id, at most 500; <c>entities</c> has pages.</summary>
    [ListSize(AssumedSize = 20)]
    public Task<IReadOnlyList<EntityNode>> GetDiscountsAsync(
        TenantScope tenant, IEntityReader entities, CancellationToken cancellationToken) =>
        EntityNode.OfPersonAsync(tenant, entities, EntityKinds.Find("discounts")!, Id, cancellationToken);

    private async Task<MetricResult> MeasureAsync(
        string metric, TenantScope tenant, MeasureCustomer measure, CancellationToken cancellationToken) =>
        (await measure.ExecuteAsync(tenant, Id, metric, _atLeast, cancellationToken)).OrThrow();
}
