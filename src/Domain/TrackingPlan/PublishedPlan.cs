namespace Analytics.Domain.TrackingPlan;

/// <summary>A version of a tracking plan that events are judged by.</summary>
/// <param name="Version">0 for a tenant that has published none.</param>
public sealed record PublishedPlan(int Version)
{
    /// <summary>Of a tenant that has published none: everything is taken.</summary>
    public static PublishedPlan None { get; } = new(0);
}
