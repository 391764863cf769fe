using Analytics.Api.Access;
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
    /// <param name="breakdown">The property that makes the groups, one at most.</param>
    /// <param name="limit">Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</param>
    /// <param name="filter">A condition on the events beside the metric's own.</param>
    /// <param name="compare">The earlier range shown beside.</param>
    /// <param name="timeZone">Whose calendar makes dates and buckets; the tenant's by default.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<MetricResult> GetMetricAsync(
        string name,
        RangeInput range,
        Interval? interval,
        IReadOnlyList<BreakdownInput>? breakdown,
        int? limit,
        PropertyFilterInput? filter,
        Comparison? compare,
        TimeZoneInfo? timeZone,
        long? atLeast,
        TenantScope tenant,
        RunMetric run,
        CancellationToken cancellationToken) =>
        (await run.ExecuteAsync(
            tenant,
            new MetricQuestion(MetricCatalogue.Find(name).OrThrow(), range.ToDomain())
            {
                Interval = interval,
                Breakdown = BreakdownInput.ToDomain(breakdown),
                Limit = limit ?? SeriesBreakdown.DefaultLimit,
                Filter = filter?.ToDomain("filter"),
                Compare = compare,
                TimeZone = timeZone,
                AtLeast = atLeast,
            },
            cancellationToken)).OrThrow();

    /// <summary>A series over any events, made up for this question.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = SeriesBreakdown.MaxLimit, SlicingArguments = ["query.limit"],
        SlicingArgumentDefaultValue = SeriesBreakdown.DefaultLimit, SizedFields = ["groups"],
        RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<MetricResult> GetExploreAsync(
        SeriesQueryInput query,
        long? atLeast,
        TenantScope tenant,
        RunMetric run,
        CancellationToken cancellationToken) =>
        (await run.ExecuteAsync(tenant, query.ToDomain() with { AtLeast = atLeast }, cancellationToken)).OrThrow();
}
