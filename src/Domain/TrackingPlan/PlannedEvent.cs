using System.Collections.Immutable;

namespace Analytics.Domain.TrackingPlan;

/// <summary>One event of a plan.</summary>
/// <param name="Name">As it is sent: 1 to 200 characters.</param>
public sealed record PlannedEvent(string Name)
{
    /// <summary>What it means; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for it; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is taken.</summary>
    public PlannedStatus Status { get; init; }

    /// <summary>The name under which it counts from now on, its history too; null keeps its own.</summary>
    public string? RenamedTo { get; init; }

    /// <summary>What a breach by this event leads to; null as the plan says.</summary>
    public PlanMode? Mode { get; init; }

    /// <summary>What becomes of its properties that are not named; null as the plan says.</summary>
    public UnregisteredAction? UnregisteredProperties { get; init; }

    /// <summary>Names that are taken out of this event beside those that the plan denies to all.</summary>
    public ImmutableArray<string> Denied { get; init; } = [];

    /// <summary>Its properties; one that the plan names for all events is overridden here.</summary>
    public ImmutableArray<PlannedProperty> Properties { get; init; } = [];
}

/// <summary>Whether an event is taken.</summary>
public enum PlannedStatus
{
    /// <summary>It is.</summary>
    Allowed,

    /// <summary>It is refused with <c>EVENT_BLOCKED</c>, whatever the mode.</summary>
    Blocked,
}
