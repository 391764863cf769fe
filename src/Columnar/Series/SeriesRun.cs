using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Answers series queries together: those that look at the same events are one scan.</summary>
internal sealed class SeriesRun(QueryRun run, IReadOnlyList<SeriesQuery> queries)
{
    private readonly SeriesAnswer?[] _answers = new SeriesAnswer?[queries.Count];

    /// <param name="Index">Of the query.</param>
    /// <param name="Query">What is asked.</param>
    /// <param name="Task">Its scan.</param>
    /// <param name="Windows">What its points are computed over.</param>
    /// <param name="Plan">Its groups; null without a breakdown.</param>
    private sealed record Part(int Index, SeriesQuery Query, ScanTask Task, int Windows, GroupPlan? Plan);

    /// <returns>One answer a query; <c>QUERY_TOO_LARGE</c> when one would have more than
    /// <see cref="SeriesQuery.MaxCells"/>.</returns>
    public async ValueTask<Result<ImmutableArray<SeriesAnswer>>> ExecuteAsync()
    {
        foreach (var bots in queries.Select(query => query.IncludeBots).Distinct())
            if (await ExecuteAsync(bots) is { } problem)
                return problem;
        // What was read was read for all of them together.
        return ImmutableArray.CreateRange(_answers.Select(answer => answer! with { Meta = run.Meta() }));
    }

    private async ValueTask<Problem?> ExecuteAsync(bool includeBots)
    {
        var columns = new ShardColumns();
        using var batch = new ScanBatch(run, columns, includeBots);
        var parts = Plan(batch, columns, includeBots);
        foreach (var part in parts)
            if (part.Plan is not { IsChosen: false } && TooLarge(part) is { } problem)
                return problem;
        await batch.ExecuteAsync();
        foreach (var part in parts)
        {
            if (TooLarge(part) is { } problem)
                return problem;
            _answers[part.Index] = Answer(batch, part);
        }
        return null;
    }

    private List<Part> Plan(ScanBatch batch, ShardColumns columns, bool includeBots)
    {
        var parts = new List<Part>();
        var wanted = Enumerable.Range(0, queries.Count).Where(index => queries[index].IncludeBots == includeBots);
        foreach (var alike in wanted.GroupBy(index => queries[index], SameEvents.Instance))
        {
            var first = queries[alike.First()];
            var space = first.Breakdown is { } breakdown ? new GroupSpace(run.Snapshot, breakdown.Dimensions, columns) : null;
            var plan = space is null ? null : new GroupPlan(space, first.Breakdown!, first.Measure);
            var scan = new SeriesScan(run, first, alike.Max(index => queries[index].Rolling) - 1, space, columns);
            foreach (var index in alike)
                scan.Add(queries[index].Measure);
            var windows = alike.Select(index => scan.AddWindows(queries[index].Rolling, queries[index].Cumulative)).ToList();
            var task = batch.Add(scan, plan);
            parts.AddRange(alike.Select((index, i) => new Part(index, queries[index], task, windows[i], plan)));
        }
        return parts;
    }

    private static Problem? TooLarge(Part part)
    {
        var points = part.Task.Scan.Windows(part.Windows).Points;
        var cells = ((part.Plan?.Shown.Length ?? 0) + 2L) * (points + 1);
        return cells <= SeriesQuery.MaxCells ? null : Problem.Invalid(
            "QUERY_TOO_LARGE",
            $"The answer would have {cells} cells, at most {SeriesQuery.MaxCells}: ask for fewer groups or buckets.");
    }

    private SeriesAnswer Answer(ScanBatch batch, Part part)
    {
        var result = batch.Results[part.Task];
        if (part.Plan is not { } plan)
            return new SeriesAnswer(Values(result, part, 0), [], null, 0, run.Meta());
        var seen = batch.Seen[part.Task];
        var shown = plan.Shown.Select(group => group.Group).ToHashSet();
        var (groups, hasOther) = (0L, false);
        for (var group = 0; group < seen.Length; group++)
            if (seen[group])
                (groups, hasOther) = (groups + 1, hasOther || !shown.Contains(group));
        return new SeriesAnswer(
            Values(result, part, plan.All),
            [.. plan.Shown.Select((group, slot) => new SeriesGroup(group.Key, Values(result, part, plan.Slot(slot))))],
            hasOther ? Values(result, part, plan.Other) : null,
            groups,
            run.Meta());
    }

    private static SeriesValues Values(ScanResult result, Part part, int slot)
    {
        var points = new decimal?[part.Task.Scan.Windows(part.Windows).Points];
        for (var point = 0; point < points.Length; point++)
            points[point] = result.Point(part.Query.Measure, slot, part.Windows, point);
        return new SeriesValues(
            result.Total(part.Query.Measure, slot), System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(points));
    }
}
