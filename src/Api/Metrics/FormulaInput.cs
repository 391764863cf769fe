using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Api.Series;
using Analytics.Domain.Metrics;

namespace Analytics.Api.Metrics;

/// <summary>A series of several figures joined by arithmetic.</summary>
public sealed record FormulaInput
{
    /// <summary>The figures, 1 to 20, each with a name of its own.</summary>
    public required IReadOnlyList<NamedMeasureInput> Measures { get; init; }

    /// <summary>Names of the figures, numbers, <c>+ - * /</c> and brackets: <c>100 * buyers / visitors</c>. Division by
    /// zero gives null.</summary>
    public required string Expression { get; init; }

    /// <summary>Which time.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of the series' buckets; without it there is a total and no series.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What makes the groups, 3 dimensions at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on the events of all figures.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only events of these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Buckets that each figure looks back over, its own included: a ratio is that of the sums. 1, the default,
    /// to 366.</summary>
    public int? Rolling { get; init; }

    /// <summary>Whether each figure is computed over everything from the start of the range to the bucket's end. Default
    /// false.</summary>
    public bool? Cumulative { get; init; }

    /// <summary>Buckets over whose points the mean is taken, those before in the range and its own; points without a
    /// value are passed over. 1, the default, to 366.</summary>
    public int? MovingAverage { get; init; }

    /// <summary>Whose calendar makes dates and buckets; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>The earlier range shown beside.</summary>
    public Comparison? Compare { get; init; }

    internal FormulaQuery ToDomain(AskedCalendar asked, string path) => new()
    {
        Measures = [.. Measures.Select((measure, index) => measure.ToDomain($"{path}.measures[{index}]"))],
        Expression = FormulaParser.Parse(Expression).TryGet(out var expression, out var problem)
            ? expression
            : throw problem.Under($"{path}.expression").ToException(),
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Interval = Interval,
        Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
        Rolling = Rolling ?? 1,
        Cumulative = Cumulative ?? false,
        MovingAverage = MovingAverage ?? 1,
        Compare = Compare,
    };
}

/// <summary>A figure of a formula.</summary>
public sealed record NamedMeasureInput
{
    /// <summary>The name by which the formula knows it: a letter, then letters, digits, <c>_</c> and <c>.</c></summary>
    public required string Name { get; init; }

    /// <summary>What is computed.</summary>
    public required MeasureInput Measure { get; init; }

    internal NamedMeasure ToDomain(string path) => new(Name, Measure.ToDomain($"{path}.measure"));
}
