namespace Analytics.Domain.Querying;

/// <summary>One figure over events.</summary>
/// <param name="Events">Which events.</param>
/// <param name="Aggregation">What is computed.</param>
public sealed record Measure(EventSelector Events, Aggregation Aggregation)
{
    /// <summary>The property that is computed with; null where the aggregation takes none.</summary>
    public PropertyRef? Property { get; init; }

    /// <summary>For <see cref="Aggregation.Percentile"/>: above 0, below 100.</summary>
    public decimal? Percentile { get; init; }
}
