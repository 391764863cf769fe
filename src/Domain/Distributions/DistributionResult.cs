using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Distributions;

/// <summary>How values are distributed: times in seconds, or one number an actor.</summary>
/// <param name="Total">Over all values.</param>
/// <param name="Groups">The largest groups, the missing value last; empty without a breakdown.</param>
/// <param name="Other">All that is in no group shown, computed over it; null when there is no remainder.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record DistributionResult(
    Distribution Total, ImmutableArray<DistributionGroup> Groups, Distribution? Other, ResultMeta Meta)
{
    /// <summary>Computes means and shares.</summary>
    /// <param name="answer">What the engine counted.</param>
    /// <param name="edges">Inner edges of the histograms.</param>
    /// <param name="least">Where the first bucket begins; null where values have no least.</param>
    /// <param name="meta">Of the answer.</param>
    internal static DistributionResult Of(
        DistributionAnswer answer, ImmutableArray<decimal> edges, decimal? least, ResultMeta meta) => new(
        Distribution.Of(answer.All, edges, least),
        [.. answer.Groups.Select(group => new DistributionGroup(group.Key.Values, Distribution.Of(group.Figures, edges, least)))],
        answer.Other is { } other ? Distribution.Of(other, edges, least) : null,
        meta);
}

/// <summary>The values of one group.</summary>
/// <param name="Key">One entry a dimension: the value as text, null where events lack it.</param>
/// <param name="Values">Their distribution.</param>
public sealed record DistributionGroup(ImmutableArray<string?> Key, Distribution Values);

/// <summary>A set of values and its histogram.</summary>
/// <param name="Count">Values: starts that have a time, returns, or actors.</param>
/// <param name="Actors">Distinct actors who have them.</param>
/// <param name="Unfinished">Starts after which nothing came in time; 0 where every actor has a value.</param>
/// <param name="Share">Values by all that could have one, 0 to 1; null when there is nothing.</param>
/// <param name="Sum">Of all values, exact.</param>
/// <param name="Mean">Sum by count; null without a value, as are those below.</param>
/// <param name="Median">Percentile 50, type 7 (linear between closest ranks).</param>
/// <param name="P90">Percentile 90, type 7.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
/// <param name="Histogram">One bucket more than there are edges, empty ones too; their counts add up to <c>count</c>.</param>
public sealed record Distribution(
    long Count,
    long Actors,
    long Unfinished,
    double? Share,
    decimal Sum,
    decimal? Mean,
    decimal? Median,
    decimal? P90,
    decimal? Minimum,
    decimal? Maximum,
    ImmutableArray<DistributionBucket> Histogram)
{
    internal static Distribution Of(DistributionFigures figures, ImmutableArray<decimal> edges, decimal? least) => new(
        figures.Count,
        figures.Actors,
        figures.Unfinished,
        ShareOf(figures.Count, figures.Count + figures.Unfinished),
        figures.Sum,
        figures.Count == 0 ? null : figures.Sum / figures.Count,
        figures.Median,
        figures.P90,
        figures.Minimum,
        figures.Maximum,
        [
            .. figures.Buckets.Select((count, bucket) => new DistributionBucket(
                bucket == 0 ? least : edges[bucket - 1],
                bucket == edges.Length ? null : edges[bucket],
                count,
                ShareOf(count, figures.Count))),
        ]);

    private static double? ShareOf(long part, long whole) => whole > 0 ? (double)part / whole : null;
}

/// <summary>A bucket of a histogram.</summary>
/// <param name="From">The least value in it; null where values have no least.</param>
/// <param name="To">The first value that is not in it any more; null for the last bucket.</param>
/// <param name="Count">Values.</param>
/// <param name="Share">Of all values, 0 to 1; null without any.</param>
public sealed record DistributionBucket(decimal? From, decimal? To, long Count, double? Share);
