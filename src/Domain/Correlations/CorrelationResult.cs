using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Statistics;

namespace Analytics.Domain.Correlations;

/// <summary>Which events go with a goal.</summary>
/// <param name="Actors">With any matching event in the range.</param>
/// <param name="Converted">Those of them who reached the goal.</param>
/// <param name="Rate">Converted by actors, 0 to 1; null without any.</param>
/// <param name="Events">The strongest first: by the end of the interval of the odds ratio that is nearer to 1, on either
/// side of it, then by the ratio; an event without a ratio last.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record CorrelationResult(
    long Actors, long Converted, double? Rate, ImmutableArray<CorrelatedEvent> Events, ResultMeta Meta);

/// <summary>An event, and whether those who did it reach the goal more often.</summary>
/// <param name="Name">The event's.</param>
/// <param name="Did">Actors who did it: before the goal, where they reached that.</param>
/// <param name="DidAndConverted">Those of them who reached the goal.</param>
/// <param name="DidNot">Actors who did not.</param>
/// <param name="DidNotAndConverted">Those of them who reached the goal.</param>
/// <param name="RateIfDid">Share of those who did it that reached the goal, 0 to 1; null when nobody did it.</param>
/// <param name="RateIfNot">The same of those who did not; null when everybody did it.</param>
/// <param name="OddsRatio">How many times higher the odds of the goal are for those who did it; null where nobody or
/// everybody did it or reached the goal.</param>
/// <param name="PValue">How likely a difference as large is where there is none, 0 to 1; null likewise.</param>
/// <param name="QValue">The same corrected for all events of the answer (Benjamini, Hochberg): of those with at most this
/// value so large a share is expected to be there by chance; null likewise.</param>
/// <param name="Test">Which test says so; null likewise.</param>
public sealed record CorrelatedEvent(
    string Name,
    long Did,
    long DidAndConverted,
    long DidNot,
    long DidNotAndConverted,
    double? RateIfDid,
    double? RateIfNot,
    OddsRatio? OddsRatio,
    double? PValue,
    double? QValue,
    IndependenceTest? Test);
