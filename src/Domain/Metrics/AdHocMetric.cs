using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A metric made up for one question: any events, any aggregation.</summary>
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
            $"{aggregation}{what}: {string.Join(", ", events)}", "Made up for one question.", UnitOf(aggregation), computation)
        {
            Version = 0,
        };
    }

    private static Unit UnitOf(Aggregation aggregation) => aggregation switch
    {
        Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions or Aggregation.CountDistinct =>
            Unit.Count,
        _ => Unit.Number,
    };
}
