namespace Analytics.Domain.TrackingPlan;

/// <summary>One version of a tenant's plan: published for good, or the draft of the next.</summary>
/// <param name="Version">From 1; the draft has the number that it is published under.</param>
/// <param name="Revision">How often it was saved: what a change of the draft has to name.</param>
/// <param name="Definition">What it says.</param>
/// <param name="UpdatedAt">When it was saved last.</param>
/// <param name="UpdatedBy">Who saved it; null when that is not known.</param>
/// <param name="PublishedAt">When it was published; null for the draft.</param>
/// <param name="PublishedBy">Who published it; null for the draft.</param>
public sealed record PlanVersion(
    int Version,
    int Revision,
    PlanDefinition Definition,
    DateTimeOffset UpdatedAt,
    string? UpdatedBy,
    DateTimeOffset? PublishedAt,
    string? PublishedBy);
