using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>A series by bucket and group. Totals are computed over the range, never added up from buckets.</summary>
/// <param name="All">Over all matching events.</param>
/// <param name="Groups">The groups shown, highest total first; empty without a breakdown.</param>
/// <param name="Other">What is in no group shown: computed on the remainder, also where nothing adds up; null when
/// there is no remainder.</param>
/// <param name="GroupCount">Number of distinct keys, the missing one included; 0 without a breakdown.</param>
/// <param name="Meta">What was read.</param>
public sealed record SeriesAnswer(
    SeriesValues All,
    ImmutableArray<SeriesGroup> Groups,
    SeriesValues? Other,
    long GroupCount,
    AnswerMeta Meta);

/// <summary>One value a bucket and one over the whole range.</summary>
/// <param name="Total">0 for counts and sums when nothing matches, null for the other aggregations.</param>
/// <param name="Points">As many as the query has buckets; empty buckets as <paramref name="Total"/>.</param>
public sealed record SeriesValues(decimal? Total, ImmutableArray<decimal?> Points);

/// <summary>The part of a series with one key of the breakdown.</summary>
/// <param name="Key">One value a dimension.</param>
/// <param name="Values">The part's figures.</param>
public sealed record SeriesGroup(GroupKey Key, SeriesValues Values);
