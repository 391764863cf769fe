using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>A series made up for one question: one figure, or several joined by a formula.</summary>
public sealed record FormulaQuery : EventQuery
{
    /// <summary>The figures, each with the name by which the formula knows it.</summary>
    public required ImmutableArray<NamedMeasure> Measures { get; init; }

    /// <summary>Joins the figures; names no other metric.</summary>
    public required MetricFormula Expression { get; init; }

    /// <summary>Width of the buckets; null for the total alone.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The groups; null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>As <see cref="SeriesQuery.Rolling"/>, of each figure: a ratio is that of the sums.</summary>
    public int Rolling { get; init; } = 1;

    /// <summary>As <see cref="SeriesQuery.Cumulative"/>, of each figure.</summary>
    public bool Cumulative { get; init; }

    /// <summary>Buckets over whose points the mean is taken, each point's own and those before it in the range; points
    /// without a value are passed over. 1 leaves the points as they are.</summary>
    public int MovingAverage { get; init; } = 1;

    /// <summary>The earlier range shown beside; null for none.</summary>
    public Comparison? Compare { get; init; }

    /// <summary>Most figures of one formula.</summary>
    public const int MaxMeasures = 20;

    /// <inheritdoc />
    public override Problem? Check() =>
        QueryRules.InRange(Measures.Length, 1, MaxMeasures, "measures")
        ?? QueryRules.Each(Measures, "measures", Check)
        ?? QueryRules.Distinct(Measures, "measures", measure => measure.Name)
        ?? CheckExpression()
        ?? Part(Measures[0].Measure).Check()
        ?? QueryRules.InRange(MovingAverage, 1, SeriesQuery.MaxRolling, "movingAverage")
        ?? QueryRules.Conflict(
            MovingAverage > 1 && Interval is null, "A moving average needs an 'interval'.", "movingAverage")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
    [
        .. Measures.SelectMany(measure => measure.Measure.Properties()),
        .. Breakdown?.Dimensions ?? [],
        .. base.Properties(),
    ];

    private Problem? CheckExpression() =>
        Expression.Metrics.FirstOrDefault(name => Measures.All(measure => measure.Name != name)) is { } unknown
            ? Problem.Invalid("METRIC_UNKNOWN", $"The formula names '{unknown}', which is none of 'measures'.", "expression")
            : null;

    // Its measure was found good before, so that a fault lies in what all parts share.
    private SeriesQuery Part(Measure measure) => new()
    {
        Measure = measure,
        Range = Range,
        Calendar = Calendar,
        Interval = Interval,
        Breakdown = Breakdown,
        Rolling = Rolling,
        Cumulative = Cumulative,
    };

    private static Problem? Check(NamedMeasure measure) =>
        FormulaParser.Parse(measure.Name) is { IsSuccess: true, Value: MetricFormula.Metric }
            ? measure.Measure.Check()?.Under("measure")
            : Problem.Invalid(
                "MEASURE_NAME", "A figure's name starts with a letter and has letters, digits, '_' and '.'.", "name");
}

/// <summary>A figure of a formula.</summary>
/// <param name="Name">A letter, then letters, digits, <c>_</c> and <c>.</c>.</param>
/// <param name="Measure">What is computed.</param>
public sealed record NamedMeasure(string Name, Measure Measure);
