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
/// <param name="Total">0 when nothing matches: counts and sums always have a value.</param>
/// <param name="Points">As many as the query has buckets.</param>
public sealed record SeriesValues(decimal Total, ImmutableArray<decimal> Points);

/// <summary>The part of a series with one value of the breakdown property.</summary>
/// <param name="Key">Text as sent, numbers in shortest decimal form, <c>true</c> or <c>false</c>; null where the
/// property is missing or null.</param>
/// <param name="Values">The part's figures.</param>
public sealed record SeriesGroup(string? Key, SeriesValues Values);
