using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>A metric as a caller asks for it.</summary>
/// <param name="Metric">From the catalogue, or made up for this question.</param>
/// <param name="Range">Which time.</param>
public sealed record MetricQuestion(MetricDefinition Metric, RequestedRange Range)
{
    /// <summary>The question of a formula that was checked.</summary>
    public static MetricQuestion Of(FormulaQuery query) =>
        new(AdHocMetric.Of(query), new RequestedRange.Instants(query.Range.From, query.Range.To))
        {
            Interval = query.Interval,
            Breakdown = query.Breakdown?.Dimensions ?? [],
            Limit = query.Breakdown?.Limit ?? SeriesBreakdown.DefaultLimit,
            Keys = query.Breakdown?.Keys,
            Filter = query.Filter,
            Cohort = query.Cohort,
            IncludeBots = query.IncludeBots,
            Rolling = query.Rolling,
            Cumulative = query.Cumulative,
            MovingAverage = query.MovingAverage,
            Compare = query.Compare,
            TimeZone = query.Calendar.Zone,
            WeekStart = query.Calendar.WeekStart,
        };

    /// <summary>Width of the buckets; null for the total alone.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What makes the groups, up to <see cref="SeriesBreakdown.MaxDimensions"/>; empty for none.</summary>
    public ImmutableArray<PropertyRef> Breakdown { get; init; } = [];

    /// <summary>Groups shown, 1 to <see cref="SeriesBreakdown.MaxLimit"/>.</summary>
    public int Limit { get; init; } = SeriesBreakdown.DefaultLimit;

    /// <summary>When set, exactly these groups are shown in this order, and <see cref="Limit"/> does not count.</summary>
    public ImmutableArray<GroupKey>? Keys { get; init; }

    /// <summary>A condition on the events beside the metric's own; null for none.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>Only events of these actors count; null for everybody and nobody.</summary>
    public CohortCriteria? Cohort { get; init; }

    /// <summary>Actors whose figures are shown beside those of all, up to <see cref="AskedSegment.Most"/>.</summary>
    public ImmutableArray<AskedSegment> Segments { get; init; } = [];

    /// <summary>Whether events tagged as a bot's count.</summary>
    public bool IncludeBots { get; init; }

    /// <summary>As <see cref="SeriesQuery.Rolling"/>, of each part of a formula: a ratio is that of the sums.</summary>
    public int Rolling { get; init; } = 1;

    /// <summary>As <see cref="SeriesQuery.Cumulative"/>, of each part of a formula.</summary>
    public bool Cumulative { get; init; }

    /// <summary>Buckets over whose points the mean is taken: a point's own and those before it in the range, passing
    /// over those without a value. 1 leaves the points as they are.</summary>
    public int MovingAverage { get; init; } = 1;

    /// <summary>The earlier range shown beside; null for none.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Whose calendar; null for the tenant's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>First day of a week; null for the tenant's.</summary>
    public DayOfWeek? WeekStart { get; init; }

    /// <summary>Waits until the log is seen up to this position; null does not wait.</summary>
    public long? AtLeast { get; init; }

    /// <summary>As <see cref="Question.AsOf"/>; null for the newest state.</summary>
    public long? AsOf { get; init; }
}
