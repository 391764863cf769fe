using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A metric's figures over a range: in total, by bucket and by group.</summary>
/// <param name="Name">The metric's name; for an ad hoc series the aggregation and its events.</param>
/// <param name="Unit">What the numbers count.</param>
/// <param name="Currency">ISO 4217 code of money; null for other units.</param>
/// <param name="Total">Over the whole range, never added up from buckets; null with a reason.</param>
/// <param name="Previous">Total of the earlier range; null without a comparison, and where it has no figure.</param>
/// <param name="Change">(total - previous) / previous; null where there is nothing to divide by.</param>
/// <param name="Reason">Why the total is null: DIVISION_BY_ZERO, NO_VALUES when no event has what an average or a
/// percentile is taken of, or NOT_COLLECTED when the events that the metric divides by do not exist in the range; null
/// when there is a total.</param>
/// <param name="ExcludedCurrencies">Currencies of events left out, since amounts of several are never added.</param>
/// <param name="Series">One point a bucket, empty ones too; no points without an interval.</param>
/// <param name="Groups">One a value of the breakdown, highest total first, the missing value last.</param>
/// <param name="Other">All that is in no group shown; null when there is no remainder.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record MetricResult(
    string Name,
    Unit Unit,
    string? Currency,
    decimal? Total,
    decimal? Previous,
    double? Change,
    string? Reason,
    ImmutableArray<string> ExcludedCurrencies,
    ImmutableArray<Point> Series,
    ImmutableArray<MetricGroup> Groups,
    MetricGroup? Other,
    ResultMeta Meta)
{
    /// <summary>The figures of each segment that was asked for, in that order; the figures beside them stay those of all.
    /// </summary>
    public ImmutableArray<MetricSegment> Segments { get; init; } = [];

    /// <summary>The series that gave the figures; null where several did.</summary>
    public MetricBasis? Basis { get; init; }
}

/// <summary>One bucket.</summary>
/// <param name="At">First instant of the bucket inside the range.</param>
/// <param name="Value">0 for an empty count or sum, null for an empty average or ratio.</param>
/// <param name="Previous">The bucket of the same place in the earlier range; null without a comparison, and where it has
/// no figure.</param>
/// <param name="Complete">False while the bucket is not over or when the range cuts it.</param>
public sealed record Point(DateTimeOffset At, decimal? Value, decimal? Previous, bool Complete);

/// <summary>The part of a metric with one value of the breakdown.</summary>
/// <param name="Key">One entry a dimension: the value as text, null where events lack it; empty for the remainder.</param>
/// <param name="Total">Over the whole range.</param>
/// <param name="Previous">Total of the earlier range; null without a comparison, and where it has no figure.</param>
/// <param name="Series">One point a bucket; no points without an interval.</param>
public sealed record MetricGroup(
    ImmutableArray<string?> Key, decimal? Total, decimal? Previous, ImmutableArray<Point> Series);
