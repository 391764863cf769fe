using Analytics.Api.Access;
using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Metrics;

/// <summary>The catalogue of metrics and their figures.</summary>
[QueryType]
public static class MetricQueries
{
    /// <summary>The metrics that can be asked for by name, in alphabetical order.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static Connection<MetricNode> GetMetrics(int? first, string? after) =>
        Pages.Of([.. MetricCatalogue.BuiltIn.Select(MetricNode.Of)], metric => metric.Name, first, after);

    /// <summary>A metric's figures over a range.</summary>
    /// <param name="name">From <c>metrics</c>, e.g. <c>revenue</c>.</param>
    /// <param name="range">Which time.</param>
    /// <param name="interval">Width of the series' buckets; without it there is a total and no series.</param>
    /// <param name="breakdown">What makes the groups, 3 dimensions at most.</param>
    /// <param name="limit">Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</param>
    /// <param name="filter">A condition on the events beside the metric's own.</param>
    /// <param name="cohortCriteria">Only events of these actors count.</param>
    /// <param name="segments">Cohorts to compare, 20 at most: the figures of each are in <c>segments</c>, those beside them
    /// stay those of all.</param>
    /// <param name="includeBots">Whether events tagged as a bot's count. Default false.</param>
    /// <param name="excludeInternal">Whether events of the tenant's own people, by its settings, are left out. Default
    /// false.</param>
    /// <param name="rolling">Buckets that each point looks back over, its own included: 1, the default, to 366. With
    /// <c>active_users</c> and <c>DAY</c>, 7 gives weekly active users on each day.</param>
    /// <param name="cumulative">Whether a point is computed over everything from the start of the range to the bucket's
    /// end. Default false.</param>
    /// <param name="compare">The earlier range shown beside.</param>
    /// <param name="timeZone">Whose calendar makes dates and buckets; the tenant's by default.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<MetricResult?> GetMetricAsync(
        string name,
        RangeInput range,
        Interval? interval,
        IReadOnlyList<BreakdownInput>? breakdown,
        int? limit,
        PropertyFilterInput? filter,
        CohortCriteriaInput? cohortCriteria,
        IReadOnlyList<SegmentInput>? segments,
        bool? includeBots,
        bool? excludeInternal,
        int? rolling,
        bool? cumulative,
        Comparison? compare,
        TimeZoneInfo? timeZone,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunMetric run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        (await run.ExecuteAsync(
            tenant,
            new MetricQuestion(MetricCatalogue.Find(name).OrThrow(), range.ToDomain())
            {
                Interval = interval,
                Breakdown = BreakdownInput.ToDomain(breakdown),
                Limit = limit ?? SeriesBreakdown.DefaultLimit,
                Filter = await internals.LeaveOutAsync(
                    tenant, excludeInternal, filter?.ToDomain("filter"), cancellationToken),
                Cohort = cohortCriteria?.ToDomain(new AskedCalendar(tenant, timeZone, clock), "cohortCriteria"),
                Segments = SegmentInput.ToDomain(segments, new AskedCalendar(tenant, timeZone, clock), "segments"),
                IncludeBots = includeBots ?? false,
                Rolling = rolling ?? 1,
                Cumulative = cumulative ?? false,
                Compare = compare,
                TimeZone = timeZone,
                AtLeast = atLeast,
                AsOf = asOf,
            },
            cancellationToken)).OrThrowInArguments();

    /// <summary>A series over any events, made up for this question.</summary>
    /// <param name="query">What is asked.</param>
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
    public static async Task<MetricResult?> GetExploreAsync(
        SeriesQueryInput query,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunMetric run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var question = query.ToDomain(new AskedCalendar(tenant, query.TimeZone, clock));
        var filter = await internals.LeaveOutAsync(tenant, query.ExcludeInternal, question.Filter, cancellationToken);
        return (await run.ExecuteAsync(tenant, question with { Filter = filter, AtLeast = atLeast, AsOf = asOf }, cancellationToken))
            .OrThrowInArguments();
    }
}
