using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>
/// A funnel: every event of step 1 in the range starts an attempt, each next step takes the earliest later matching
/// event within the window of the attempt's first event. <c>Filter</c> is a condition on every step's events.
/// </summary>
public sealed record FunnelDefinition : EventQuery
{
    /// <summary>2 to <see cref="MaxSteps"/>, in order.</summary>
    public required ImmutableArray<FunnelStepDefinition> Steps { get; init; }

    /// <summary>From the attempt's first event to its last, inclusive.</summary>
    public TimeSpan Window { get; init; } = DefaultWindow;

    /// <summary>Whether later steps may lie past the end of the range.</summary>
    public ConversionsAfterRange ConversionsAfterRange { get; init; }

    /// <summary>How the steps follow each other.</summary>
    public FunnelOrder Order { get; init; }

    /// <summary>What is counted.</summary>
    public FunnelCount Count { get; init; }

    /// <summary>For <see cref="FunnelCount.Groups"/>: the property whose value is the group.</summary>
    public PropertyRef? GroupProperty { get; init; }

    /// <summary>Events that end an attempt.</summary>
    public ImmutableArray<FunnelExclusion> Exclude { get; init; } = [];

    /// <summary>Properties that must have the same value on all steps; where one is null on the first step's event
    /// that step still counts and nothing follows.</summary>
    public ImmutableArray<PropertyRef> HoldConstant { get; init; } = [];

    /// <summary>The groups; null for none.</summary>
    public FunnelBreakdown? Breakdown { get; init; }

    /// <summary>Bucket width of the conversion over time, by the attempt's start; null for none.</summary>
    public Interval? Trend { get; init; }

    /// <summary>Whether the times between steps are wanted; they cost more than the counts.</summary>
    public bool Times { get; init; } = true;

    /// <summary>Most steps of a funnel.</summary>
    public const int MaxSteps = 20;

    /// <summary>Most event names of a step.</summary>
    public const int MaxStepEvents = 100;

    /// <summary>The window when none is given.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(7);

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(366);

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
    [
        .. Steps.SelectMany(step => step.Filter?.Properties() ?? []),
        .. Exclude.SelectMany(exclusion => exclusion.Events.Properties()),
        .. HoldConstant,
        .. ((PropertyRef?[])[GroupProperty, Breakdown?.Property]).OfType<PropertyRef>(),
        .. base.Properties(),
    ];

    /// <summary>A checked funnel.</summary>
    /// <returns>The funnel or the first fault with its path.</returns>
    public static Result<FunnelDefinition> Create(
        IReadOnlyList<FunnelStepDefinition> steps,
        TimeRange range,
        TimeSpan? window = null,
        ConversionsAfterRange conversionsAfterRange = ConversionsAfterRange.Include,
        EventFilter? filter = null)
    {
        var funnel = new FunnelDefinition
        {
            Steps = [.. steps],
            Range = range,
            Window = window ?? DefaultWindow,
            ConversionsAfterRange = conversionsAfterRange,
            Filter = filter,
        };
        return funnel.Check() is { } problem ? problem : funnel;
    }

    /// <inheritdoc />
    public override Problem? Check() => FunnelRules.Check(this) ?? base.Check();

    internal Problem? CheckTrend() => CheckBuckets(Trend, "trend");
}
