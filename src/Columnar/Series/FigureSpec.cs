using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>What a scan keeps for each cell.</summary>
internal enum FigureKind
{
    /// <summary>Number of events.</summary>
    Events,

    /// <summary>Number of events that have the number.</summary>
    Numbers,

    Sum,

    Least,

    Greatest,

    /// <summary>All numbers, for percentiles.</summary>
    AllNumbers,

    Actors,

    Sessions,

    /// <summary>Distinct values.</summary>
    Values,
}

/// <param name="Kind">What is kept.</param>
/// <param name="Property">Of what; null where it takes none.</param>
/// <param name="SomebodyOnly">Whether events without an actor are left out.</param>
internal readonly record struct FigureSpec(FigureKind Kind, PropertyRef? Property = null, bool SomebodyOnly = false)
{
    /// <summary>Whether it takes all events of an actor together.</summary>
    public bool IsByActor => Kind is FigureKind.Actors or FigureKind.Sessions;

    /// <summary>Whether the figure of two cells together follows from those of each, in constant space.</summary>
    public bool AddsUp => Kind <= FigureKind.Greatest;

    /// <summary>What a measure is computed from.</summary>
    public static FigureSpec[] Of(Measure measure) => measure.Aggregation switch
    {
        Aggregation.Count => [new(FigureKind.Events)],
        Aggregation.Sum => [new(FigureKind.Sum, measure.Property)],
        Aggregation.Avg => [new(FigureKind.Sum, measure.Property), new(FigureKind.Numbers, measure.Property)],
        Aggregation.Min => [new(FigureKind.Least, measure.Property)],
        Aggregation.Max => [new(FigureKind.Greatest, measure.Property)],
        Aggregation.Median or Aggregation.Percentile => [new(FigureKind.AllNumbers, measure.Property)],
        Aggregation.UniqueActors => [new(FigureKind.Actors)],
        Aggregation.UniqueSessions => [new(FigureKind.Sessions)],
        Aggregation.CountDistinct => [new(FigureKind.Values, measure.Property)],
        Aggregation.PerActorAvg when measure.Property is { } property =>
            [new(FigureKind.Sum, property, SomebodyOnly: true), new(FigureKind.Actors)],
        Aggregation.PerActorAvg => [new(FigureKind.Events, null, SomebodyOnly: true), new(FigureKind.Actors)],
        _ => throw new NotSupportedException($"The aggregation {measure.Aggregation} is not known."),
    };
}
