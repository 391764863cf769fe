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
        var cohorts = Cohorts(times, answer.Cohorts);
        return new RetentionResult(
            query,
            cohorts,
            Average(query, times, cohorts, answer.Cohorts),
            [.. answer.Groups.Select(group => Group(query, times, group.Key.Values, group.Cohorts))],
            answer.Other is { } other ? Group(query, times, [], other) : null,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar.Zone, clock, started, definitionVersion: null));
    }

    private static RetentionGroup Group(
        RetentionQuery query, RetentionTimes times, ImmutableArray<string?> key, ImmutableArray<RetentionCohortCount> counts)
    {
        var cohorts = Cohorts(times, counts);
        return new RetentionGroup(key, cohorts, Average(query, times, cohorts, counts));
    }

    private static ImmutableArray<RetentionCohort> Cohorts(
        RetentionTimes times, ImmutableArray<RetentionCohortCount> counts) =>
    [
        .. counts.Select((count, cohort) => new RetentionCohort(
            count.Start,
            count.Size,
            [.. count.Counts.Select((_, column) => Cell(times, count, cohort, column))])),
    ];

    private static RetentionCell Cell(RetentionTimes times, RetentionCohortCount count, int cohort, int column)
    {
        var complete = times.IsOver(cohort, column);
        return new RetentionCell(
            times.FirstPeriod(column),
            complete ? count.Counts[column] : null,
            times.HasBegun(cohort, column) ? count.Counts[column] : null,
            complete && !count.Values.IsEmpty ? count.Values[column] : null,
            complete && count.Size > 0 ? (double)count.Counts[column] / count.Size : null,
            complete,
            complete ? NetRate([count], column) : null,
            complete ? GrossRate([count], column) : null);
    }

    private static double? NetRate(IReadOnlyCollection<RetentionCohortCount> cohorts, int column) =>
        cohorts.All(cohort => cohort.Kept.IsEmpty)
            ? null
            : Rate(cohorts.Sum(cohort => cohort.Values[column]), cohorts.Sum(cohort => cohort.Values[0]));

    private static double? GrossRate(IReadOnlyCollection<RetentionCohortCount> cohorts, int column) =>
        cohorts.All(cohort => cohort.Kept.IsEmpty)
            ? null
            : Rate(cohorts.Sum(cohort => cohort.Kept[column]), cohorts.Sum(cohort => cohort.Kept[0]));

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
            return new RetentionCell(
                times.FirstPeriod(column),
                count,
                count,
                addsUp && complete.Count > 0 ? complete.Sum(cohort => cohort.Cells[column].Value) : null,
                size > 0 ? (double)count!.Value / size : null,
                complete.Count > 0,
                NetRate(Over(column), column),
                GrossRate(Over(column), column));
        })];

        List<RetentionCohortCount> Over(int column) => [.. counts.Where((_, index) => cohorts[index].Cells[column].Complete)];
    }
}
