using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>How far actors came.</summary>
/// <param name="Steps">One a step, in order.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record FunnelResult(ImmutableArray<FunnelStep> Steps, ResultMeta Meta);

/// <summary>One step of a funnel, with what became of those who reached the one before.</summary>
/// <param name="Name">The step's name, or its events.</param>
/// <param name="Count">Actors who reached it, each once.</param>
/// <param name="FromFirst">Share of those at the first step, 0 to 1; null when nobody entered.</param>
/// <param name="FromPrevious">Share of those at the step before, 0 to 1; null for the first step and when nobody
/// was there.</param>
/// <param name="DroppedOff">Actors who reached the step before and not this one; 0 for the first step.</param>
/// <param name="TimeFromPrevious">Time from the step before; null for the first step and when nobody came.</param>
/// <param name="TimeFromFirst">Time from the first step; null for the first step and when nobody came.</param>
public sealed record FunnelStep(
    string Name,
    long Count,
    double? FromFirst,
    double? FromPrevious,
    long DroppedOff,
    Times? TimeFromPrevious,
    Times? TimeFromFirst);
