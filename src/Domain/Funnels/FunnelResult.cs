using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>How far actors came.</summary>
/// <param name="Definition">What was asked.</param>
/// <param name="Steps">One a step, in order.</param>
/// <param name="Groups">The groups with the most entries, the missing value last; empty without a breakdown.</param>
/// <param name="Other">All that is in no group shown; null when there is no remainder.</param>
/// <param name="Trend">Conversion by bucket of the attempts' start; empty when not asked for.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record FunnelResult(
    FunnelDefinition Definition,
    ImmutableArray<FunnelStep> Steps,
    ImmutableArray<FunnelGroup> Groups,
    FunnelGroup? Other,
    ImmutableArray<FunnelPoint> Trend,
    ResultMeta Meta);

/// <summary>One step of a funnel, with what became of those who reached the one before.</summary>
/// <param name="Name">The step's name, or its events.</param>
/// <param name="Count">Those who reached it: actors each once, or what else the funnel counts.</param>
/// <param name="FromFirst">Share of those at the first step, 0 to 1; null when nobody entered.</param>
/// <param name="FromPrevious">Share of those at the step before that is not optional, 0 to 1; null for the first step
/// and when nobody was there.</param>
/// <param name="DroppedOff">Those at the step before that is not optional who did not reach this one; 0 for the first
/// step.</param>
/// <param name="TimeFromPrevious">Time from the step taken before; null for the first step and when nobody came.</param>
/// <param name="TimeFromFirst">Time from the first step; null for the first step and when nobody came.</param>
public sealed record FunnelStep(
    string Name,
    long Count,
    double? FromFirst,
    double? FromPrevious,
    long DroppedOff,
    Times? TimeFromPrevious,
    Times? TimeFromFirst);

/// <summary>The part of a funnel with one value of the breakdown.</summary>
/// <param name="Key">One entry: the value as text, null where events lack it; empty for the remainder.</param>
/// <param name="Steps">One a step, in order.</param>
public sealed record FunnelGroup(ImmutableArray<string?> Key, ImmutableArray<FunnelStep> Steps);

/// <summary>Conversion of the attempts that started in one bucket.</summary>
/// <param name="At">First instant of the bucket inside the range.</param>
/// <param name="Entered">Attempts counted that started in it.</param>
/// <param name="Converted">Those of them that reached the last step.</param>
/// <param name="Rate">Converted by entered, 0 to 1; null when nobody entered.</param>
/// <param name="Complete">False while the bucket is not over, when the range cuts it, and as long as attempts that
/// started in it have time left to convert.</param>
public sealed record FunnelPoint(DateTimeOffset At, long Entered, long Converted, double? Rate, bool Complete);
