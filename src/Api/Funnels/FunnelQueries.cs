using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Funnels;

/// <summary>Funnels.</summary>
[QueryType]
public static class FunnelQueries
{
    private static readonly string[] _times =
    [
        .. ((string[])["steps", "groups.steps", "other.steps"])
            .SelectMany(steps => (string[])[$"{steps}.timeFromPrevious", $"{steps}.timeFromFirst"]),
    ];

    /// <summary>How many reach each step, how long they take, and where the others leave.</summary>
    /// <param name="definition">The steps and how they follow each other.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = FunnelDefinition.MaxSteps, SizedFields = ["steps"])]
    [Authorize(Policies.Query)]
    public static async Task<FunnelResult?> GetFunnelAsync(
        FunnelInput definition,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunFunnel run,
        InternalEvents internals,
        TimeProvider clock,
        IResolverContext context,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, definition.TimeZone, clock);
        var funnel = definition.ToDomain(asked, "definition").Checked("definition") with
        {
            // Times cost as much again as counts: nobody pays for those that he does not read.
            Times = _times.Any(context.IsSelected),
            AsOf = asOf,
        };
        funnel = await internals.LeaveOutAsync(tenant, definition.ExcludeInternal, funnel, cancellationToken);
        return (await run.ExecuteAsync(tenant, funnel, atLeast, cancellationToken)).OrThrow();
    }
}
