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

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() => Events.Check() ?? CheckProperty() ?? CheckPercentile();

    /// <summary>The properties that it reads.</summary>
    public IEnumerable<PropertyRef> Properties() =>
        Property is null ? Events.Properties() : Events.Properties().Append(Property);

    private Problem? CheckProperty() => Aggregation switch
    {
        Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions when Property is not null =>
            Problem.Invalid("PROPERTY_NOT_USED", $"{Aggregation} takes no property.", "property"),
        Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions => null,
        Aggregation.PerActorAvg when Property is null => null,
        _ when Property is null =>
            Problem.Invalid("PROPERTY_REQUIRED", $"{Aggregation} needs a property to compute with.", "property"),
        _ => Property.Check()?.Under("property"),
    };

    private Problem? CheckPercentile() =>
        Aggregation is Aggregation.Percentile
            ? Percentile is > 0 and < 100
                ? null
                : Problem.Invalid(
                    "PERCENTILE_OUT_OF_RANGE", "'percentile' lies above 0 and below 100.", "percentile")
            : QueryRules.Conflict(Percentile is not null, $"{Aggregation} takes no percentile.", "percentile");
}
