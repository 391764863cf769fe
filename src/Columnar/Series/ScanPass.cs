using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Series;

/// <summary>One run over the shards of a snapshot for several scans: each shard is read once for all of them.</summary>
internal sealed class ScanPass(QueryRun run, ScanTask[] tasks, ShardColumns columns, bool includeBots)
{
    private readonly bool _sessions = tasks.Any(task => task.Scan.NeedsSessions);

    /// <returns>The threads' states, each with one a task.</returns>
    public ValueTask<IReadOnlyList<ThreadState>> RunAsync()
    {
        var additive = new RowShards(
            run.Snapshot, includeBots, segment => Array.Exists(tasks, task => task.Scan.Selector.Reaches(segment)));
        // Who counts by actor needs all of an actor's rows together.
        if (!tasks.Any(task => task.Scan.NeedsActors))
            return run.ForEachAsync(
                additive.Pass("count events", columns), Create, (state, unit) => state.Add(state.Reader.Read(additive[unit])));
        var actors = new ActorShards(run.Snapshot, includeBots);
        return run.ForEachAsync(
            new Pass("count actors", actors.Count + additive.NobodyCount, columns, () => actors.Rows() + additive.NobodysRows()),
            Create,
            (state, unit) => state.Add(unit < actors.Count
                ? state.Reader.Read(actors[unit].From, actors[unit].To)
                : state.Reader.Read(additive[unit - actors.Count])));
    }

    private ThreadState Create() => new(run, tasks, columns, includeBots, _sessions);

    /// <summary>What one thread has of all scans.</summary>
    internal sealed class ThreadState : IDisposable
    {
        private readonly QueryRun _run;
        private readonly ShardSessions? _sessions;
        private readonly List<SelectedRows> _selected = [];

        public ThreadState(QueryRun run, ScanTask[] tasks, ShardColumns columns, bool includeBots, bool sessions)
        {
            _run = run;
            Reader = new ShardReader(run.Snapshot, columns, includeBots);
            _sessions = sessions ? new ShardSessions(run.SessionGap) : null;
            Scans = [.. tasks.Select(task => new ScanState(task, run, Selected(task.Scan.Selector)))];
        }

        public ShardReader Reader { get; }

        public ScanState[] Scans { get; }

        public void Add(ShardRows rows)
        {
            _run.Take(rows.Rows);
            if (_sessions is not null && !rows.IsNobody)
                _sessions.Number(rows);
            foreach (var selected in _selected)
                selected.Turn();
            foreach (var scan in Scans)
            {
                // A thousand questions over one shard take long enough for a caller to give up.
                _run.Take(0);
                scan.Add(rows, _sessions);
            }
        }

        public void Dispose()
        {
            Reader.Dispose();
            _sessions?.Dispose();
            foreach (var scan in Scans)
                scan.Dispose();
            foreach (var selected in _selected)
                selected.Dispose();
        }

        // The tiles of a dashboard look at the same few events in many ways.
        private SelectedRows Selected(RowSelector selector)
        {
            var known = _selected.Find(selected => selected.Selector.SelectsAs(selector));
            if (known is null)
                _selected.Add(known = new SelectedRows(selector));
            return known;
        }
    }
}
