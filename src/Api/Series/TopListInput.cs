using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Api.Series;

/// <summary>The groups with the highest figures, several figures side by side.</summary>
public sealed record TopListInput
{
    /// <summary>What makes the groups, 1 to 3.</summary>
    public required IReadOnlyList<BreakdownInput> Breakdown { get; init; }

    /// <summary>One column each; the first one orders the rows.</summary>
    public required IReadOnlyList<MeasureInput> Measures { get; init; }

    /// <summary>Rows shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>Which time.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>A condition on the events of all columns.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only events of these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal TopListQuery ToDomain(AskedCalendar asked, string path) => new()
    {
        Breakdown = new SeriesBreakdown(BreakdownInput.ToDomain(Breakdown), Limit ?? SeriesBreakdown.DefaultLimit),
        Measures = [.. Measures.Select((measure, index) => measure.ToDomain($"{path}.measures[{index}]"))],
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
    };
}

/// <summary>One figure over events.</summary>
public sealed record MeasureInput
{
    /// <summary>Event names, any of which matches, 100 at most; empty for any event.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>A condition on these events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>What is computed.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>The property that is computed with; left out for counts.</summary>
    public string? Property { get; init; }

    /// <summary>For PERCENTILE: above 0, below 100.</summary>
    public double? Percentile { get; init; }

    internal Measure ToDomain(string path) =>
        new(new EventSelector([.. Events], Filter?.ToDomain($"{path}.filter")), Aggregation)
        {
            Property = Property is { } name ? new PropertyRef(name) : null,
            Percentile = Percentiles.ToDomain(Percentile),
        };
}
