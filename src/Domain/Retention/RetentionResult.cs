using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Retention;

/// <summary>Who came back, by cohort and period.</summary>
/// <param name="Definition">What was asked.</param>
/// <param name="Cohorts">One a period of the range, empty ones too.</param>
/// <param name="Average">One cell a column over all cohorts: complete cells weighted by their cohorts' size.</param>
/// <param name="Groups">The groups with the most actors, the missing value last; empty without a breakdown.</param>
/// <param name="Other">All that is in no group shown; null when there is no remainder.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record RetentionResult(
    RetentionQuery Definition,
    ImmutableArray<RetentionCohort> Cohorts,
    ImmutableArray<RetentionCell> Average,
    ImmutableArray<RetentionGroup> Groups,
    RetentionGroup? Other,
    ResultMeta Meta);

/// <summary>Actors who started in one period.</summary>
/// <param name="Start">First instant of the period, also where the range cuts it.</param>
/// <param name="Size">Distinct actors.</param>
/// <param name="Cells">Period 0 and those after it, or one a bracket.</param>
public sealed record RetentionCohort(DateTimeOffset Start, long Size, ImmutableArray<RetentionCell> Cells);

/// <summary>One cell of the matrix.</summary>
/// <param name="Period">The period after the cohort's own, which is 0; the first one of a bracket.</param>
/// <param name="Count">Actors who returned; null as long as the cell is not complete. In the average row the sum over
/// the complete cells.</param>
/// <param name="CountSoFar">Actors who returned until now; null before the cell's time has begun.</param>
/// <param name="Value">The aggregation that was asked for; null as long as the cell is not complete, and in the average
/// row unless it adds up.</param>
/// <param name="Rate">Count by size, 0 to 1; null for an empty cohort and as long as the cell is not complete.</param>
/// <param name="Complete">Whether the cell's time is over for all of the cohort.</param>
/// <param name="NetRate">Net retention of a value (NRR): the sum of the cell by that of period 0, above 1 where more is
/// spent than then; null unless <c>value</c> is a SUM and <c>returnBy</c> is ON, where period 0 has no value above 0, and
/// as long as the cell is not complete. The average row divides sums over the cohorts whose cell is complete, and so
/// weighs them by their value in period 0.</param>
/// <param name="GrossRate">Gross retention of a value (GRR), 0 to 1: the same with no actor giving more than in his period
/// 0, nor less than 0; weighed alike.</param>
/// <param name="CumulativeValue">The value of period 0 to this one, added up; null unless it is a COUNT or SUM and
/// <c>returnBy</c> is ON, and as long as the cell is not complete.</param>
/// <param name="ValuePerHead">Lifetime value to date: the cumulative value by the size of the cohort, whether or not its
/// actors returned; null likewise, and for an empty cohort. The average row divides sums over the cohorts whose cell is
/// complete, and so weighs them by size.</param>
/// <param name="ChurnRate">Of those who returned in the period before or later, the share that did not in this one or later,
/// 0 to 1: their last return lies just before. Null unless <c>returnBy</c> is ON_OR_AFTER, for period 0, where nobody was
/// left, and as long as the cell is not complete. The average row divides sums over the cohorts whose cell is complete.
/// </param>
public sealed record RetentionCell(
    int Period,
    long? Count,
    long? CountSoFar,
    decimal? Value,
    double? Rate,
    bool Complete,
    double? NetRate = null,
    double? GrossRate = null,
    decimal? CumulativeValue = null,
    decimal? ValuePerHead = null,
    double? ChurnRate = null);

/// <summary>The matrix of one value of the breakdown.</summary>
/// <param name="Key">One entry a dimension, null where the start event lacks it; empty for the remainder.</param>
/// <param name="Cohorts">One a period of the range.</param>
/// <param name="Average">One cell a column.</param>
public sealed record RetentionGroup(
    ImmutableArray<string?> Key, ImmutableArray<RetentionCohort> Cohorts, ImmutableArray<RetentionCell> Average);
