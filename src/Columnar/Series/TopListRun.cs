using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Answers a top list: measures of the same events are one scan, and all scans one pass.</summary>
internal sealed class TopListRun(QueryRun run, TopListQuery query)
{
    /// <returns>The table; <c>QUERY_TOO_LARGE</c> when it would have more than <see cref="SeriesQuery.MaxCells"/>.</returns>
    public async ValueTask<Result<TopListAnswer>> ExecuteAsync()
    {
        var columns = new ShardColumns();
        using var batch = new ScanBatch(run, columns, query.IncludeBots);
        var space = new GroupSpace(run.Snapshot, query.Breakdown.Dimensions, columns);
        var plan = new GroupPlan(space, query.Breakdown, query.Measures[0]);
        var tasks = Plan(batch, plan, columns);
        await batch.ExecuteAsync();
        var cells = (plan.Shown.Length + 2L) * query.Measures.Length;
        if (cells > SeriesQuery.MaxCells)
            return Problem.Invalid(
                "QUERY_TOO_LARGE",
                $"The table would have {cells} cells, at most {SeriesQuery.MaxCells}: ask for fewer groups.");
        return Answer(batch, plan, tasks);
    }

    private ScanTask[] Plan(ScanBatch batch, GroupPlan plan, ShardColumns columns)
    {
        var tasks = new ScanTask[query.Measures.Length];
        var measures = query.Measures.Select(AsSeries).ToList();
        foreach (var alike in Enumerable.Range(0, tasks.Length).GroupBy(index => measures[index], SameEvents.Instance))
        {
            var scan = new SeriesScan(run, measures[alike.First()], 0, plan.Space, columns);
            foreach (var index in alike)
                scan.Add(query.Measures[index]);
            scan.AddWindows(1, cumulative: false);
            var task = batch.Add(scan, plan);
            foreach (var index in alike)
                tasks[index] = task;
        }
        return tasks;
    }

    private SeriesQuery AsSeries(Measure measure) => new()
    {
        Range = query.Range,
        Calendar = query.Calendar,
        Filter = query.Filter,
        Cohort = query.Cohort,
        Measure = measure,
    };

    private TopListAnswer Answer(ScanBatch batch, GroupPlan plan, ScanTask[] tasks)
    {
        var shown = plan.Shown.Select(group => group.Group).ToHashSet();
        var (groups, hasOther) = (0L, false);
        var seen = batch.Seen[tasks[0]];
        for (var group = 0; group < seen.Length; group++)
            if (seen[group])
                (groups, hasOther) = (groups + 1, hasOther || !shown.Contains(group));
        return new TopListAnswer(
            [.. plan.Shown.Select((group, slot) => new TopListRow(group.Key, Values(plan.Slot(slot))))],
            hasOther ? Values(plan.Other) : default(ImmutableArray<decimal?>?),
            Values(plan.All),
            groups,
            run.Meta());

        ImmutableArray<decimal?> Values(int slot) =>
            [.. query.Measures.Select((measure, i) => batch.Results[tasks[i]].Total(measure, slot))];
    }
}
