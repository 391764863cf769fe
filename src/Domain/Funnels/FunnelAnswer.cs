using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>What an engine counted for a funnel.</summary>
/// <param name="Steps">One a step, in order.</param>
/// <param name="Meta">What was read.</param>
public sealed record FunnelAnswer(ImmutableArray<FunnelStepCount> Steps, AnswerMeta Meta);

/// <summary>The actors that reached a step, and how long they took.</summary>
/// <param name="Actors">Distinct actors whose counted attempt reaches the step.</param>
/// <param name="FromPrevious">Time from the step before; null for the first step and where nobody came.</param>
/// <param name="FromFirst">Time from the first step; null for the first step and where nobody came.</param>
public sealed record FunnelStepCount(long Actors, Times? FromPrevious, Times? FromFirst);
