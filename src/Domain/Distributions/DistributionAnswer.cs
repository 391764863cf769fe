using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Distributions;

/// <summary>How values are distributed, in all and by group.</summary>
/// <param name="All">Over all values.</param>
/// <param name="Groups">The groups shown; empty without a breakdown.</param>
/// <param name="Other">Over what is in no group shown; null when there is none.</param>
/// <param name="Meta">What was read.</param>
public sealed record DistributionAnswer(
    DistributionFigures All,
    ImmutableArray<DistributionGroupFigures> Groups,
    DistributionFigures? Other,
    AnswerMeta Meta);

/// <summary>One group.</summary>
/// <param name="Key">One value a dimension.</param>
/// <param name="Figures">Over its values.</param>
public sealed record DistributionGroupFigures(GroupKey Key, DistributionFigures Figures);

/// <summary>A set of values: times in seconds, or one number an actor.</summary>
/// <param name="Count">Values.</param>
/// <param name="Actors">Distinct actors who have them.</param>
/// <param name="Unfinished">Starts without a time; 0 where every actor has a value.</param>
/// <param name="Sum">Exact.</param>
/// <param name="Median">Percentile 50, type 7; null without a value, as are those below.</param>
/// <param name="P90">Percentile 90, type 7.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Buckets">Values below the first edge, from there to below the second, and so on: one more than there are
/// edges.</param>
public sealed record DistributionFigures(
    long Count,
    long Actors,
    long Unfinished,
    decimal Sum,
    decimal? Median,
    decimal? P90,
    decimal? Minimum,
    decimal? Maximum,
    ImmutableArray<long> Buckets);
