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

    /// <summary>The numeric property that SUM adds; left out for the others.</summary>
    public string? Property { get; init; }

    /// <summary>Which time.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of the series' buckets; without it there is a total and no series.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The property that makes the groups, one at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Whose calendar makes dates and buckets; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The earlier range shown beside.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    internal MetricQuestion ToDomain()
    {
        if (!AdHocMetric.Create(Events, Aggregation, Property).TryGet(out var metric, out var problem))
            throw problem.Under("query").ToException();
        return new MetricQuestion(metric, Range.ToDomain())
        {
            Interval = Interval,
            Breakdown = BreakdownInput.ToDomain(Breakdown),
            Limit = Limit ?? SeriesBreakdown.DefaultLimit,
            Filter = Filter?.ToDomain("query.filter"),
            Compare = Compare,
            TimeZone = TimeZone,
        };
    }
}
