namespace Analytics.Domain.TrackingPlan;

/// <summary>What a plan says of one event, or of all that it does not name, put together for the collector.</summary>
internal sealed class EventPlan
{
    /// <summary>The event's own properties and those in common.</summary>
    public required PathRules Properties { get; init; }

    /// <summary>What may not stay in the context.</summary>
    public required PathRules Context { get; init; }

    /// <summary>What may not stay in traits.</summary>
    public required PathRules Traits { get; init; }

    public bool IsBlocked { get; init; }

    /// <summary>What a breach leads to; null when nothing is looked at.</summary>
    public PlanConsequence? Breach { get; init; }

    /// <summary>What a property without a name leads to; null when it is taken.</summary>
    public PlanConsequence? Unregistered { get; init; }

    /// <summary>Whether the properties have to be walked at all.</summary>
    public bool IsChecked { get; init; }
}
