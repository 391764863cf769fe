using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A metric made up for one question: any events, any aggregation, or a formula of several.</summary>
public static class AdHocMetric
{
    /// <summary>Most event names of one series.</summary>
    public const int MaxEvents = QueryRules.MaxEvents;

    /// <param name="events">One name or more, any of which matches.</param>
    /// <param name="aggregation">What is computed.</param>
    /// <param name="property">The property that is computed with; null where the aggregation takes none.</param>
    /// <param name="percentile">For PERCENTILE: above 0, below 100.</param>
    /// <returns>A definition without a version, or what is wrong with it.</returns>
    public static Result<MetricDefinition> Create(
        IReadOnlyList<string> events, Aggregation aggregation, PropertyRef? property, decimal? percentile = null)
    {
        var computation = new MetricComputation.Aggregate([.. events], aggregation, property) { Percentile = percentile };
        if ((computation.Measure.Events.CheckNamed(1) ?? computation.Measure.Check()) is { } problem)
            return problem;
        var what = property is null ? "" : $" of {property}";
        return new MetricDefinition(
            $"{aggregation}{what}: {string.Join(", ", events)}", Description, UnitOf(aggregation), computation)
        {
            Version = 0,
        };
    }

    /// <summary>The metric of a formula that was checked, named by its expression.</summary>
    public static MetricDefinition Of(FormulaQuery query) => new(
        query.Expression.ToString()!,
        Description,
        query.Expression is MetricFormula.Metric { Name: var only }
            ? UnitOf(query.Measures.First(measure => measure.Name == only).Measure.Aggregation)
            : Unit.Number,
        new MetricComputation.Formula(query.Expression) { Of = [.. query.Measures.Select(Part)] })
    {
        Version = 0,
    };

    private const string Description = "Made up for one question.";

    private static MetricDefinition Part(NamedMeasure named)
    {
        var measure = named.Measure;
        return new MetricDefinition(
            named.Name,
            Description,
            UnitOf(measure.Aggregation),
            new MetricComputation.Aggregate(
                measure.Events.Events, measure.Aggregation, measure.Property, measure.Events.Filter)
            {
                Percentile = measure.Percentile,
            });
    }

    private static Unit UnitOf(Aggregation aggregation) => aggregation switch
    {
        Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions or Aggregation.CountDistinct =>
            Unit.Count,
        _ => Unit.Number,
    };
}
