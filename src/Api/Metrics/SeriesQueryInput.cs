using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Api.Metrics;

/// <summary>A series over any events.</summary>
public sealed record SeriesQueryInput
{
    /// <summary>Event names, any of which matches; 1 to 100.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What is computed over the matching events.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>The property that is computed with: numeric but for COUNT_DISTINCT; left out for COUNT, UNIQUE_ACTORS
    /// and UNIQUE_SESSIONS.</summary>
    public string? Property { get; init; }

    /// <summary>For PERCENTILE: above 0, below 100.</summary>
    public double? Percentile { get; init; }

    /// <summary>Which time.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of the series' buckets; without it there is a total and no series.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What makes the groups, 3 dimensions at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only events of these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Cohorts to compare, 20 at most: the figures of each are in <c>segments</c>, those beside them stay those of
    /// all.</summary>
    public IReadOnlyList<SegmentInput>? Segments { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Buckets that each point looks back over, its own included: 1, the default, to 366. With
    /// <c>UNIQUE_ACTORS</c> and <c>DAY</c>, 7 gives weekly active users on each day.</summary>
    public int? Rolling { get; init; }

    /// <summary>Whether a point is computed over everything from the start of the range to the bucket's end. Default
    /// false.</summary>
    public bool? Cumulative { get; init; }

    /// <summary>Whose calendar makes dates and buckets; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The earlier range shown beside.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>The question without its comparison, as the engine is asked.</summary>
    internal SeriesQuery ToSeries(AskedCalendar asked, string path) => new()
    {
        Measure = new Measure(new EventSelector([.. Events]), Aggregation)
        {
            Property = Property is { } name ? new PropertyRef(name) : null,
            Percentile = Percentiles.ToDomain(Percentile),
        },
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Interval = Interval,
        Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
        Rolling = Rolling ?? 1,
        Cumulative = Cumulative ?? false,
    };

    internal MetricQuestion ToDomain(AskedCalendar asked)
    {
        if (!AdHocMetric.Create(Events, Aggregation, Property is { } name ? new PropertyRef(name) : null, Percentiles.ToDomain(Percentile)).TryGet(out var metric, out var problem))
            throw problem.Under("query").ToException();
        return new MetricQuestion(metric, Range.ToDomain())
        {
            Interval = Interval,
            Breakdown = BreakdownInput.ToDomain(Breakdown),
            Limit = Limit ?? SeriesBreakdown.DefaultLimit,
            Filter = Filter?.ToDomain("query.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, "query.cohortCriteria"),
            Segments = SegmentInput.ToDomain(Segments, asked, "query.segments"),
            IncludeBots = IncludeBots ?? false,
            Rolling = Rolling ?? 1,
            Cumulative = Cumulative ?? false,
            Compare = Compare,
            TimeZone = TimeZone,
        };
    }
}
