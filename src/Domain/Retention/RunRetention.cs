using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Retention;

/// <summary>Answers a retention matrix: asks the engine, computes rates and averages, and leaves out what is not over.</summary>
public sealed class RunRetention(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The matrix, or what is wrong with the question.</returns>
    public async Task<Result<RetentionResult>> ExecuteAsync(
        TenantScope tenant, RetentionQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.RetentionAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        var times = new RetentionTimes(query, answer.Cohorts, clock.GetUtcNow());
        var cohorts = Cohorts(query, times, answer.Cohorts);
        return new RetentionResult(
            query,
            cohorts,
            Average(query, times, cohorts, answer.Cohorts),
            [.. answer.Groups.Select(group => Group(query, times, group.Key.Values, group.Cohorts))],
            answer.Other is { } other ? Group(query, times, [], other) : null,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }

    private static RetentionGroup Group(
        RetentionQuery query, RetentionTimes times, ImmutableArray<string?> key, ImmutableArray<RetentionCohortCount> counts)
    {
        var cohorts = Cohorts(query, times, counts);
        return new RetentionGroup(key, cohorts, Average(query, times, cohorts, counts));
    }

    private static ImmutableArray<RetentionCohort> Cohorts(
        RetentionQuery query, RetentionTimes times, ImmutableArray<RetentionCohortCount> counts) =>
    [
        .. counts.Select((count, cohort) =>
        {
            var sums = SumsOf(query, count);
            return new RetentionCohort(
                count.Start,
                count.Size,
                [.. count.Counts.Select((_, column) => Cell(query, times, count, sums, cohort, column))]);
        }),
    ];

    private static RetentionCell Cell(
        RetentionQuery query, RetentionTimes times, RetentionCohortCount count, decimal[] sums, int cohort, int column)
    {
        var complete = times.IsOver(cohort, column);
        var over = complete ? new[] { count } : [];
        return new RetentionCell(
            times.FirstPeriod(column),
            complete ? count.Counts[column] : null,
            times.HasBegun(cohort, column) ? count.Counts[column] : null,
            complete && !count.Values.IsEmpty ? count.Values[column] : null,
            complete && count.Size > 0 ? (double)count.Counts[column] / count.Size : null,
            complete,
            NetRate(over, column),
            GrossRate(over, column),
            complete && query.AddsUp ? sums[column] : null,
            complete && query.AddsUp && count.Size > 0 ? sums[column] / count.Size : null,
            ChurnRate(query, over, column));
    }

    // The value of the first period, of the first two, and so on.
    private static decimal[] SumsOf(RetentionQuery query, RetentionCohortCount count)
    {
        var sums = new decimal[query.AddsUp ? count.Values.Length : 0];
        for (var column = 0; column < sums.Length; column++)
            sums[column] = (column == 0 ? 0 : sums[column - 1]) + (count.Values[column] ?? 0);
        return sums;
    }

    private static double? NetRate(IReadOnlyCollection<RetentionCohortCount> cohorts, int column) =>
        cohorts.All(cohort => cohort.Kept.IsEmpty)
            ? null
            : Rate(cohorts.Sum(cohort => cohort.Values[column]), cohorts.Sum(cohort => cohort.Values[0]));

    private static double? GrossRate(IReadOnlyCollection<RetentionCohortCount> cohorts, int column) =>
        cohorts.All(cohort => cohort.Kept.IsEmpty)
            ? null
            : Rate(cohorts.Sum(cohort => cohort.Kept[column]), cohorts.Sum(cohort => cohort.Kept[0]));

    private static double? ChurnRate(RetentionQuery query, IReadOnlyCollection<RetentionCohortCount> cohorts, int column) =>
        query.ReturnBy is RetentionReturn.OnOrAfter && column > 0
        && cohorts.Sum(cohort => cohort.Counts[column - 1]) is > 0 and var before
            ? 1 - ((double)cohorts.Sum(cohort => cohort.Counts[column]) / before)
            : null;

    private static double? Rate(decimal? value, decimal? first) => first > 0 ? (double?)value / (double?)first : null;

    private static ImmutableArray<RetentionCell> Average(
        RetentionQuery query,
        RetentionTimes times,
        ImmutableArray<RetentionCohort> cohorts,
        ImmutableArray<RetentionCohortCount> counts)
    {
        var addsUp = query.Value?.Aggregation is Aggregation.Count or Aggregation.Sum;
        return [.. Enumerable.Range(0, query.Columns).Select(column =>
        {
            var complete = cohorts.Where(cohort => cohort.Cells[column].Complete).ToList();
            var size = complete.Sum(cohort => cohort.Size);
            long? count = complete.Count == 0 ? null : complete.Sum(cohort => cohort.Cells[column].Count);
            var over = counts.Where((_, index) => cohorts[index].Cells[column].Complete).ToList();
            decimal? sum = query.AddsUp && complete.Count > 0
                ? complete.Sum(cohort => cohort.Cells[column].CumulativeValue)
                : null;
            return new RetentionCell(
                times.FirstPeriod(column),
                count,
                count,
                addsUp && complete.Count > 0 ? complete.Sum(cohort => cohort.Cells[column].Value) : null,
                size > 0 ? (double)count!.Value / size : null,
                complete.Count > 0,
                NetRate(over, column),
                GrossRate(over, column),
                sum,
                size > 0 ? sum / size : null,
                ChurnRate(query, over, column));
        })];
    }
}
