using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Distributions;

/// <summary>How many of the matching events each actor did, or what a property of them adds up to: one value an actor
/// who did any.</summary>
public sealed record EventsPerActorQuery : EventQuery
{
    /// <summary>Which events.</summary>
    public EventSelector Events { get; init; } = EventSelector.Any;

    /// <summary>The numeric property that is added up, 0 for an actor whose events have no number; null for the number
    /// of events.</summary>
    public PropertyRef? Property { get; init; }

    /// <summary>Inner edges of the histogram; empty for <see cref="DistributionEdges.OfCounts"/>, of sums for
    /// <see cref="DistributionEdges.OfSums"/>.</summary>
    public ImmutableArray<decimal> Edges { get; init; } = [];

    /// <summary>Those that are used.</summary>
    public ImmutableArray<decimal> InnerEdges =>
        !Edges.IsEmpty ? Edges : Property is null ? DistributionEdges.OfCounts : DistributionEdges.OfSums;

    /// <summary>Splits by properties of the events; the groups with the most actors are shown, and an actor counts in
    /// each with what he did there. Null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <inheritdoc />
    public override Problem? Check() =>
        Events.Check()?.Under("events")
        ?? Property?.Check()?.Under("property")
        ?? DistributionEdges.Check(Edges, Property is null ? 1 : null)
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
    [
        .. Events.Properties(), .. ((PropertyRef?[])[Property]).OfType<PropertyRef>(), .. Breakdown?.Dimensions ?? [],
        .. base.Properties(),
    ];
}
