using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>A metric as a caller asks for it.</summary>
/// <param name="Metric">From the catalogue, or made up for this question.</param>
/// <param name="Range">Which time.</param>
public sealed record MetricQuestion(MetricDefinition Metric, RequestedRange Range)
{
    /// <summary>Width of the buckets; null for the total alone.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The property that makes the groups; null for none.</summary>
    public string? Breakdown { get; init; }

    /// <summary>Groups shown, 1 to <see cref="SeriesBreakdown.MaxLimit"/>.</summary>
    public int Limit { get; init; } = SeriesBreakdown.DefaultLimit;

    /// <summary>A condition on the events beside the metric's own; null for none.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>The earlier range shown beside; null for none.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Whose calendar; null for the tenant's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Waits until the log is seen up to this position; null does not wait.</summary>
    public long? AtLeast { get; init; }
}
