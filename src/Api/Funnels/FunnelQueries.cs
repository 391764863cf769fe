using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Funnels;

/// <summary>Funnels.</summary>
[QueryType]
public static class FunnelQueries
{
    /// <summary>
    /// How many actors reach each step in order, each counted once with the attempt that gets furthest.
    /// </summary>
    /// <param name="definition">The steps and their window.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = FunnelDefinition.MaxSteps, SizedFields = ["steps"])]
    [Authorize(Policies.Query)]
    public static async Task<FunnelResult> GetFunnelAsync(
        FunnelInput definition,
        long? atLeast,
        TenantScope tenant,
        RunFunnel run,
        CancellationToken cancellationToken) =>
        (await run.ExecuteAsync(tenant, definition.ToDomain() with { AtLeast = atLeast }, cancellationToken)).OrThrow();
}
