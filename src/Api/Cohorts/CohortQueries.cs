using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Cohorts;

/// <summary>Sets of actors.</summary>
[QueryType]
public static class CohortQueries
{
    /// <summary>The actors who meet criteria, in the order of their ids; <c>totalCount</c> is the size of the cohort.</summary>
    /// <param name="criteria">Who.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    /// <param name="timeZone">Whose calendar reads dates; the tenant's by default.</param>
    /// <param name="includeBots">Whether events tagged as a bot's count. Default false.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<ActorNode>?> GetActorsAsync(
        CohortCriteriaInput criteria,
        int? first,
        string? after,
        TimeZoneInfo? timeZone,
        bool? includeBots,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        ActorPages pages,
        RequestAnalytics engine,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, timeZone, clock);
        if (atLeast is { } position)
            (await engine.WaitForAsync(tenant, position, cancellationToken)).OrThrow();
        return await pages.ReadAsync(
            tenant, criteria.ToDomain(asked, "criteria"), includeBots ?? false, asOf, first, after, cancellationToken);
    }
}
