using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Retention;

/// <summary>A retention matrix as an engine counted it.</summary>
/// <param name="Cohorts">One a period of the range, empty ones too.</param>
/// <param name="Groups">One matrix a group shown; empty without a breakdown.</param>
/// <param name="Other">The groups not shown, taken together; null when there are none.</param>
/// <param name="Meta">What was read.</param>
public sealed record RetentionAnswer(
    ImmutableArray<RetentionCohortCount> Cohorts,
    ImmutableArray<RetentionGroupCount> Groups,
    ImmutableArray<RetentionCohortCount>? Other,
    AnswerMeta Meta);

/// <summary>Actors who started in one period.</summary>
/// <param name="Start">First instant of the period, as the calendar has it, also where the range cuts it.</param>
/// <param name="Size">Distinct actors.</param>
/// <param name="Counts">Returned actors by column: periods 0 to <c>Periods</c>, or one a bracket.</param>
/// <param name="Values">The asked aggregation by column; empty when none was asked for.</param>
/// <param name="Kept">The value by column of which each actor gives no more than in period 0, and nothing below 0; empty
/// unless <see cref="RetentionQuery.KeepsValues"/>.</param>
public sealed record RetentionCohortCount(
    DateTimeOffset Start,
    long Size,
    ImmutableArray<long> Counts,
    ImmutableArray<decimal?> Values,
    ImmutableArray<decimal> Kept);

/// <summary>One group's matrix.</summary>
public sealed record RetentionGroupCount(GroupKey Key, ImmutableArray<RetentionCohortCount> Cohorts);
