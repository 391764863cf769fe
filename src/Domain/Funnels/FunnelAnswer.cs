using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>What an engine counted for a funnel.</summary>
/// <param name="Steps">One a step, in order.</param>
/// <param name="Meta">What was read.</param>
public sealed record FunnelAnswer(ImmutableArray<FunnelStepCount> Steps, AnswerMeta Meta)
{
    /// <summary>The groups shown; empty without a breakdown.</summary>
    public ImmutableArray<FunnelGroupCount> Groups { get; init; } = [];

    /// <summary>The groups not shown, taken together; null when there are none.</summary>
    public ImmutableArray<FunnelStepCount>? Other { get; init; }

    /// <summary>One a bucket of the range; empty when not asked for.</summary>
    public ImmutableArray<FunnelTrendCount> Trend { get; init; } = [];
}

/// <summary>Those who reached a step, and how long they took.</summary>
/// <param name="Count">What the funnel counts: those whose counted attempt reaches the step.</param>
/// <param name="FromPrevious">Time from the step that the attempt took before; null for the first step, where nobody
/// came, and where times were not asked for.</param>
/// <param name="FromFirst">Time from the first step; null likewise.</param>
public sealed record FunnelStepCount(long Count, Times? FromPrevious, Times? FromFirst);

/// <summary>One group of a funnel.</summary>
/// <param name="Key">The property's value.</param>
/// <param name="Steps">One a step, in order.</param>
public sealed record FunnelGroupCount(GroupKey Key, ImmutableArray<FunnelStepCount> Steps);

/// <summary>Conversion of the attempts that started in one bucket.</summary>
/// <param name="At">The bucket's start inside the range.</param>
/// <param name="Entered">Counted attempts that started in it.</param>
/// <param name="Converted">Those of them that reached the last step.</param>
public sealed record FunnelTrendCount(DateTimeOffset At, long Entered, long Converted);
