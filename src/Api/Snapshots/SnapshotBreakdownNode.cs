using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Snapshots;

/// <summary>A metric and what its kept figures are broken down by.</summary>
/// <param name="Metric">Its name in the catalogue.</param>
/// <param name="Breakdown">One entry a dimension.</param>
[GraphQLName("SnapshotBreakdown")]
public sealed record SnapshotBreakdownNode(string Metric, IReadOnlyList<SnapshotDimension> Breakdown)
{
    internal static IReadOnlyList<SnapshotBreakdownNode> Of(KeptBreakdowns breakdowns) =>
    [
        .. breakdowns.Items.Select(one => new SnapshotBreakdownNode(one.Metric, [.. one.Breakdown.Select(SnapshotDimension.Of)])),
    ];
}

/// <summary>What figures are broken down by: one of these is there.</summary>
/// <param name="Property">A property of the event.</param>
/// <param name="ActorProperty">A property of the event's actor, as it was when the event happened.</param>
/// <param name="Dimension">What every event has.</param>
public sealed record SnapshotDimension(string? Property, string? ActorProperty, EventDimension? Dimension)
{
    internal static SnapshotDimension Of(PropertyRef property) => property.Scope switch
    {
        PropertyScope.EventName => new SnapshotDimension(null, null, EventDimension.EventName),
        PropertyScope.Event => new SnapshotDimension(property.Name, null, null),
        _ => new SnapshotDimension(null, property.Name, null),
    };
}
