using System.Collections.Immutable;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Metrics;

/// <summary>How long a metric's series is taken to be.</summary>
[ExtendObjectType<MetricResult>]
public static class MetricResultSeries
{
    /// <summary>One point a bucket, empty ones too; no points without an interval.</summary>
    [BindMember(nameof(MetricResult.Series))]
    [ListSize(AssumedSize = QueryCosts.AssumedPoints)]
    public static ImmutableArray<Point> GetSeries([Parent] MetricResult result) => result.Series;

    /// <summary>The figures of each segment that was asked for, in that order; the figures beside them stay those of all.
    /// </summary>
    [BindMember(nameof(MetricResult.Segments))]
    [ListSize(AssumedSize = AssumedSegments)]
    public static ImmutableArray<MetricSegment> GetSegments([Parent] MetricResult result) => result.Segments;

    // Up to 20 are allowed, but few are ever compared.
    private const int AssumedSegments = 5;
}

/// <summary>How long a group's series is taken to be.</summary>
[ExtendObjectType<MetricGroup>]
public static class MetricGroupSeries
{
    /// <summary>One point a bucket; no points without an interval.</summary>
    [BindMember(nameof(MetricGroup.Series))]
    [ListSize(AssumedSize = QueryCosts.AssumedPoints)]
    public static ImmutableArray<Point> GetSeries([Parent] MetricGroup group) => group.Series;
}
