using Analytics.Api.Access;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Snapshots;

/// <summary>What is kept of time whose raw events are dropped.</summary>
[QueryType]
public static class SnapshotQueries
{
    /// <summary>By what the tenant's kept figures are broken down. Figures over all are kept of every metric that can be put
    /// together of parts of time.</summary>
    [Authorize(Policies.Query)]
    public static async Task<IReadOnlyList<SnapshotBreakdownNode>> GetSnapshotBreakdownsAsync(
        TenantScope tenant, IKeptBreakdowns breakdowns, CancellationToken cancellationToken) =>
        SnapshotBreakdownNode.Of(await breakdowns.FindAsync(tenant, cancellationToken));
}
