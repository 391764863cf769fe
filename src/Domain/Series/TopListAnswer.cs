using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>A table of groups.</summary>
/// <param name="Rows">The groups shown, in the order of <see cref="SeriesBreakdown"/>.</param>
/// <param name="Other">The remainder, computed over it; null when there is none.</param>
/// <param name="All">Over all matching events.</param>
/// <param name="GroupCount">Number of distinct keys among the events of the first measure, the missing one included.</param>
/// <param name="Meta">What was read.</param>
public sealed record TopListAnswer(
    ImmutableArray<TopListRow> Rows,
    ImmutableArray<decimal?>? Other,
    ImmutableArray<decimal?> All,
    long GroupCount,
    AnswerMeta Meta);

/// <summary>One group.</summary>
/// <param name="Key">One value a dimension.</param>
/// <param name="Values">One a measure.</param>
public sealed record TopListRow(GroupKey Key, ImmutableArray<decimal?> Values);
