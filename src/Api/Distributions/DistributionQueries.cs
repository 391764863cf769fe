using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Distributions;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Distributions;

/// <summary>Distributions.</summary>
[QueryType]
public static class DistributionQueries
{
    /// <summary>How long it takes from one event to the next other one of the same actor, in seconds: median, mean, p90 and a
    /// histogram.</summary>
    /// <param name="query">From what to what.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<DistributionResult?> GetTimeBetweenAsync(
        TimeBetweenInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunTimeBetween run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }

    /// <summary>How many of the matching events each actor did, or what a property of them adds up to: median, mean, p90 and a
    /// histogram over actors.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<DistributionResult?> GetEventsPerActorAsync(
        EventsPerActorInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunEventsPerActor run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, query.TimeZone, clock);
        var question = await internals.LeaveOutAsync(
            tenant, query.ExcludeInternal, query.ToDomain(asked, "query").Checked("query"), cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { AsOf = asOf }, atLeast, cancellationToken)).OrThrow();
    }

    /// <summary>Who came back after a long silence, by what brought them back, and how long it was, in seconds: <c>count</c>
    /// returns of <c>actors</c>.</summary>
    /// <param name="query">What counts as activity, and as a silence.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<DistributionResult?> GetReactivationAsync(
        ReactivationInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunReactivation run,
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
