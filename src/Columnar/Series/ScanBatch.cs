using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Series;

/// <summary>
/// Scans that are answered together: every shard is read once for all of them. Where it is not known beforehand which
/// groups are shown, their totals come first; then the hits, which were kept, are looked at again.
/// </summary>
/// <param name="run">The question.</param>
/// <param name="columns">What all scans read.</param>
/// <param name="includeBots">Whether bots' rows count.</param>
internal sealed class ScanBatch(QueryRun run, ShardColumns columns, bool includeBots) : IDisposable
{
    private readonly List<(ScanTask Task, GroupPlan? Plan)> _entries = [];
    private readonly List<IDisposable> _owned = [];

    /// <summary>Which groups have an event, by task.</summary>
    public Dictionary<ScanTask, bool[]> Seen { get; } = [];

    public Dictionary<ScanTask, ScanResult> Results { get; } = [];

    public ScanTask Add(SeriesScan scan, GroupPlan? plan)
    {
        var task = new ScanTask(scan);
        _entries.Add((task, plan));
        return task;
    }

    /// <summary>Answers them; what <see cref="Results"/> holds lives as long as the batch.</summary>
    public async ValueTask ExecuteAsync()
    {
        foreach (var (task, plan) in _entries)
            Prepare(task, plan);
        await FindCohortsAsync();
        var states = await PassAsync([.. _entries.Select(entry => entry.Task)]);
        var again = new List<int>();
        for (var i = 0; i < _entries.Count; i++)
        {
            var (task, plan) = _entries[i];
            // The threads' figures are put together in the first one's state.
            foreach (var other in states.Skip(1))
                states[0].Scans[i].Merge(other.Scans[i]);
            var merged = states[0].Scans[i];
            Seen.Add(task, merged.Seen.ToArray());
            var result = ScanResult.Of(task, merged);
            if (plan is { IsChosen: false } && task.Specs.Count > 0)
                plan.Choose(merged.Seen, group => result.Total(plan.Order, group));
            if (plan is not null && task.Layout.All < 0)
                again.Add(i);
            else
                Results.Add(task, result);
        }
        await FinishAsync(states, again);
    }

    public void Dispose()
    {
        foreach (var result in Results.Values)
            result.Dispose();
        foreach (var owned in _owned)
            owned.Dispose();
    }

    private static void Prepare(ScanTask task, GroupPlan? plan)
    {
        if (plan is null)
            return;
        if (plan.IsChosen || (!plan.CountsAllAtOnce(task.Scan) && plan.TryShowAll(task.Scan)))
            task.Layout = plan.Layout(task.Scan.Buckets.Count);
        else if (!plan.CountsAllAtOnce(task.Scan))
        {
            task.Layout = new SlotLayout(null, -1, -1, 1, task.Scan.Buckets.Before);
            // The measure that orders the groups may be another scan's.
            task.Specs = [.. FigureSpec.Of(plan.Order).Where(task.Scan.Specs.Contains)];
            task.KeepsTape = true;
        }
    }

    private async ValueTask FindCohortsAsync()
    {
        foreach (var (task, _) in _entries)
        {
            if (task.Scan.Cohort is not { } criteria)
                continue;
            task.Cohort = _entries.FirstOrDefault(entry => Equals(entry.Task.Scan.Cohort, criteria) && entry.Task.Cohort is not null)
                .Task?.Cohort;
            if (task.Cohort is not null)
                continue;
            task.Cohort = await CohortScan.FindAsync(run, criteria, includeBots);
            _owned.Add(task.Cohort!);
        }
    }

    private async ValueTask<IReadOnlyList<ScanPass.ThreadState>> PassAsync(ScanTask[] tasks)
    {
        var states = await new ScanPass(run, tasks, columns, includeBots).RunAsync();
        _owned.AddRange(states);
        return states;
    }

    private async ValueTask FinishAsync(IReadOnlyList<ScanPass.ThreadState> states, List<int> again)
    {
        var replayed = new List<int>();
        var scanned = new List<int>();
        foreach (var i in again)
        {
            var (task, plan) = _entries[i];
            var layout = plan!.Layout(task.Scan.Buckets.Count);
            if (!task.KeepsTape)
            {
                Results.Add(task, ScanResult.Fold(task, states[0].Scans[i], layout, run));
                continue;
            }
            (task.Layout, task.Specs) = (layout, task.Scan.Specs);
            (states.All(state => state.Scans[i].HasTape) ? replayed : scanned).Add(i);
        }
        if (replayed.Count > 0)
            await run.ForEachAsync(new Pass("count the groups shown", states.Count), () => 0, (_, thread) =>
            {
                foreach (var i in replayed)
                    states[thread].Scans[i].Replay();
            });
        foreach (var i in replayed)
            Merge(_entries[i].Task, states, i);
        if (scanned.Count == 0)
            return;
        foreach (var i in scanned)
            _entries[i].Task.KeepsTape = false;
        var second = await PassAsync([.. scanned.Select(i => _entries[i].Task)]);
        for (var at = 0; at < scanned.Count; at++)
            Merge(_entries[scanned[at]].Task, second, at);
    }

    private void Merge(ScanTask task, IReadOnlyList<ScanPass.ThreadState> states, int at)
    {
        foreach (var other in states.Skip(1))
            states[0].Scans[at].Merge(other.Scans[at]);
        Results.Add(task, ScanResult.Of(task, states[0].Scans[at]));
    }
}
