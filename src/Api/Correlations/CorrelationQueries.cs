using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Correlations;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Correlations;

/// <summary>Correlations.</summary>
[QueryType]
public static class CorrelationQueries
{
    /// <summary>Which events go with a goal: whether actors who did them before reach it more often than those who did not.
    /// What goes together need not be cause and effect.</summary>
    /// <param name="query">The goal, and what is compared.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = CorrelationQuery.MaxEvents, SizedFields = ["events"])]
    [Authorize(Policies.Query)]
    public static async Task<CorrelationResult?> GetCorrelationAsync(
        CorrelationInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunCorrelation run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }
}
