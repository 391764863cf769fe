using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A named, versioned definition that turns events into numbers.</summary>
/// <param name="Name">Lower snake case, unique in the catalogue.</param>
/// <param name="Description">One sentence: what is counted and what is left out.</param>
/// <param name="Unit">What the number counts.</param>
/// <param name="Computation">How it is computed.</param>
public sealed record MetricDefinition(string Name, string Description, Unit Unit, MetricComputation Computation)
{
    /// <summary>Grows with each change of meaning; results say which version they used. 0 for an ad hoc metric.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// Without any event of these names in the range the metric is null, for want of the data that it divides by;
    /// empty when it needs none.
    /// </summary>
    public ImmutableArray<string> Needs { get; init; } = [];
}

/// <summary>How a metric is computed.</summary>
public abstract record MetricComputation
{
    private MetricComputation()
    {
    }

    /// <summary>An aggregation over events.</summary>
    /// <param name="Events">Names, any of which matches; empty for any event.</param>
    /// <param name="Aggregation">What is computed.</param>
    /// <param name="Property">The property that is computed with; null where the aggregation takes none.</param>
    /// <param name="Filter">A condition on the events; null for none.</param>
    public sealed record Aggregate(
        ImmutableArray<string> Events, Aggregation Aggregation, PropertyRef? Property = null, EventFilter? Filter = null)
        : MetricComputation
    {
        /// <summary>For <see cref="Aggregation.Percentile"/>: above 0, below 100.</summary>
        public decimal? Percentile { get; init; }

        internal Measure Measure =>
            new(new EventSelector(Events, Filter), Aggregation) { Property = Property, Percentile = Percentile };
    }

    /// <summary>Arithmetic over other metrics.</summary>
    public sealed record Formula(MetricFormula Expression) : MetricComputation;
}
