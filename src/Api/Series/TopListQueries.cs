using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Series;

/// <summary>Top lists.</summary>
[QueryType]
public static class TopListQueries
{
    /// <summary>The groups with the highest figures, several figures side by side: the top products by revenue with their buyers.</summary>
    /// <param name="query">Groups and columns.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["rows"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<TopListResult?> GetTopListAsync(
        TopListInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunTopList run,
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
