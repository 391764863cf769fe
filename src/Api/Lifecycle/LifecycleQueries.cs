using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Lifecycle;

/// <summary>Lifecycle and stickiness.</summary>
[QueryType]
public static class LifecycleQueries
{
    /// <summary>Who is new, returning, resurrecting or dormant in each period.</summary>
    /// <param name="query">Activity and periods.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = QueryCosts.AssumedPoints, SizedFields = ["periods"])]
    [Authorize(Policies.Query)]
    public static async Task<LifecycleResult?> GetLifecycleAsync(
        LifecycleInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunLifecycle run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }

    /// <summary>On how many days of each period actors are active: the power-user curve.</summary>
    /// <param name="query">Activity and periods.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(AssumedSize = AssumedPeriods, SizedFields = ["periods"])]
    [Authorize(Policies.Query)]
    public static async Task<StickinessResult?> GetStickinessAsync(
        StickinessInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunStickiness run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }

    // Weeks of a year; their days are as many as those of the year.
    private const int AssumedPeriods = 53;
}
