using System.Collections.Immutable;
using Analytics.Domain.Funnels;
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

        /// <summary>When set, a figure is that of so many local days, the last of which is the last of its bucket, and
        /// the total that of the days that end with the range; null for the bucket and the range themselves.</summary>
        public int? TrailingDays { get; init; }

        /// <summary>What it is when no event matches.</summary>
        internal decimal? Empty => Aggregation.IsZeroWhenEmpty() ? 0 : null;

        internal Measure Measure =>
            new(new EventSelector(Events, Filter), Aggregation) { Property = Property, Percentile = Percentile };
    }

    /// <summary>Arithmetic over other metrics.</summary>
    /// <param name="Expression">Names the others.</param>
    public sealed record Formula(MetricFormula Expression) : MetricComputation
    {
        /// <summary>The metrics that it names; empty when they stand in the catalogue.</summary>
        public ImmutableArray<MetricDefinition> Of { get; init; } = [];
    }

    /// <summary>Those who enter a funnel and reach its end, or do not; a bucket has those who entered in it.</summary>
    /// <param name="Steps">From the first to the last.</param>
    /// <param name="Window">From an attempt's first event to its last, inclusive.</param>
    /// <param name="Count">What enters.</param>
    /// <param name="Figure">What is told of them.</param>
    public sealed record Conversion(
        ImmutableArray<FunnelStepDefinition> Steps, TimeSpan Window, FunnelCount Count,
        ConversionFigure Figure = ConversionFigure.Rate)
        : MetricComputation;
}

/// <summary>What is told of those who enter a funnel.</summary>
public enum ConversionFigure
{
    /// <summary>The share that reaches the last step; null when nobody enters.</summary>
    Rate,

    /// <summary>The share that does not; null when nobody enters.</summary>
    AbandonmentRate,

    /// <summary>How many reach the last step.</summary>
    Converted,
}
