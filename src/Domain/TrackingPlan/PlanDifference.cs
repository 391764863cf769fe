namespace Analytics.Domain.TrackingPlan;

/// <summary>One part in which two plans differ.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">E.g. <c>mode</c>, <c>events.order_placed</c>, <c>events.order_placed.properties.total</c>.</param>
/// <param name="Before">The part in the earlier plan, as JSON; null when it is new.</param>
/// <param name="After">The part in the later plan, as JSON; null when it is gone.</param>
public sealed record PlanDifference(PlanDifferenceKind Kind, string Path, string? Before, string? After);

/// <summary>What became of a part of a plan.</summary>
public enum PlanDifferenceKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}
