using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Paths;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Paths;

/// <summary>Paths.</summary>
[QueryType]
public static class PathsQueries
{
    /// <summary>What actors do one after the other: from an event on, up to one, or between two, as a graph of steps and
    /// as the most frequent whole paths.</summary>
    /// <param name="query">Where paths start and end, and what a step is.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = AssumedSteps, SizedFields = ["steps", "links", "sequences"])]
    [Authorize(Policies.Query)]
    public static async Task<PathsResult?> GetPathsAsync(
        PathsInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunPaths run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }

    // Five places with ten steps and the rest, of which each may be followed by any other.
    private const int AssumedSteps = 500;
}
