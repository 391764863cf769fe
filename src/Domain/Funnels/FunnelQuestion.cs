using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>A funnel as a caller asks for it.</summary>
/// <param name="Steps">In order.</param>
/// <param name="Range">Where attempts start.</param>
public sealed record FunnelQuestion(IReadOnlyList<FunnelStepDefinition> Steps, RequestedRange Range)
{
    /// <summary>From the attempt's first event to its last; null for seven days.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Whether later steps may lie past the end of the range.</summary>
    public ConversionsAfterRange ConversionsAfterRange { get; init; }

    /// <summary>A condition on every step's events; null for none.</summary>
    public EventFilter? Filter { get; init; }

    /// <summary>Whose calendar reads the range's dates; null for the tenant's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Waits until the log is seen up to this position; null does not wait.</summary>
    public long? AtLeast { get; init; }
}
