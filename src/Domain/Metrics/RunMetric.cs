using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Metrics;

/// <summary>
/// Answers a question about a metric: puts the parts of a formula, the earlier range, the other currencies and the
/// events that the metric needs into one request to the engine, so that all figures stem from one state of the log. What
/// is older than the raw events comes from snapshots.
/// </summary>
public sealed class RunMetric(IEventAnalytics engine, ISnapshotReader snapshots, TimeProvider clock)
{
    private readonly ComposeSeries _series = new(engine, snapshots);

    /// <returns>The figures, or what is wrong with the question.</returns>
    public async Task<Result<MetricResult>> ExecuteAsync(
        TenantScope tenant, MetricQuestion question, CancellationToken cancellationToken)
    {
        if (question.Segments.IsEmpty)
            return await AnswerAsync(tenant, question, cancellationToken);
        if (AskedSegment.Check(question.Segments) is { } problem)
            return problem;
        if (question.AtLeast is { } position
            && !(await engine.WaitForAsync(tenant, position, cancellationToken)).TryGet(out _, out problem))
            return problem;
        // Asked for at once, so that the engine may read the events once for all of them.
        var all = question with { Segments = [], AtLeast = null };
        var results = await Task.WhenAll(question.Segments
            .Select(segment => all with { Cohort = Both(question.Cohort, segment.Cohort) })
            .Prepend(all)
            .Select(one => AnswerAsync(tenant, one, cancellationToken)));
        foreach (var result in results)
            if (!result.TryGet(out _, out problem))
                return problem;
        return results[0].Value with
        {
            Segments = [.. question.Segments.Select((segment, i) => new MetricSegment(segment.Name, results[i + 1].Value))],
        };
    }

    private static CohortCriteria Both(CohortCriteria? one, CohortCriteria other) =>
        one is null ? other : new CohortCriteria.And([one, other]);

    private async Task<Result<MetricResult>> AnswerAsync(
        TenantScope tenant, MetricQuestion question, CancellationToken cancellationToken)
    {
        if (question.Metric.Computation is MetricComputation.Conversion)
            return await new ConversionFigures(engine, _series, clock).ExecuteAsync(tenant, question, cancellationToken);
        var started = clock.GetTimestamp();
        if (!MetricPlan.Create(tenant.Tenant, question, clock.GetUtcNow()).TryGet(out var plan, out var problem))
            return problem;
        if (question.AtLeast is { } position
            && !(await engine.WaitForAsync(tenant, position, cancellationToken)).TryGet(out _, out problem))
            return problem;

        ImmutableArray<GroupKey>? keys = null;
        if (plan.ChoosesGroupsItself)
        {
            if (!(await _series.ExecuteAsync(tenant, plan.GroupTotals(), cancellationToken))
                    .TryGet(out var totals, out problem))
                return problem;
            keys = MetricGroups.Choose(plan, totals);
        }

        var queries = plan.Queries(keys);
        if (!(await _series.ExecuteAsync(tenant, queries, cancellationToken)).TryGet(out var answers, out problem))
            return problem;
        return new MetricFigures(plan, answers, queries).ToResult(clock, started);
    }
}
