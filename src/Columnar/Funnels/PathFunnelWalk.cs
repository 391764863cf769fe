using Analytics.Columnar.Kernels;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Sessions;
using Analytics.Columnar.Shards;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>Funnels with any option whose paths are actors or sessions.</summary>
internal sealed unsafe class PathFunnelWalk : FunnelWalk
{
    private readonly PathHits _hits;
    private readonly PathFollower _follower;
    private readonly FunnelKeys[] _held;
    private readonly FunnelKeys? _keys;
    private readonly ShardSessions? _sessions;
    private readonly List<(uint Session, int Stretch)> _stretches = [];
    private ShardRows? _rows;

    public PathFunnelWalk(QueryRun run, FunnelPlan plan, FunnelActors actors)
        : base(run, plan, actors)
    {
        _hits = new PathHits(plan.Held.Length);
        _held = [.. plan.Held.Select(keys => new FunnelKeys(keys, plan.Snapshot))];
        _keys = plan.Breakdown is null ? null : new FunnelKeys(plan.Breakdown, plan.Snapshot);
        _sessions = plan.Funnel.Count is FunnelCount.Sessions ? new ShardSessions(run.SessionGap) : null;
        _follower = new PathFollower(plan, _hits, Tally, _keys is null ? null : hit => _keys.At(_hits.Rows[hit]))
        {
            Counted = Members is null ? null : LookAt,
        };
    }

    public override void Dispose()
    {
        base.Dispose();
        _hits.Dispose();
        _sessions?.Dispose();
    }

    protected override void Follow(ShardRows rows)
    {
        _rows = rows;
        Bits.Look();
        _hits.Clear();
        _keys?.Begin(rows);
        foreach (var keys in _held)
            keys.Begin(rows);
        if (_sessions is null)
            AddActors(rows);
        else
            AddSessions(rows, _sessions);
        if (_hits.Count > 0)
            _follower.Run();
    }

    private void LookAt(int hit, int key, long[] taken)
    {
        var run = _rows!.Starts.BinarySearch((uint)_hits.Rows[hit]);
        Members!.Look(_rows.Actors[run < 0 ? ~run - 1 : run], key, taken);
    }

    private void AddActors(ShardRows rows)
    {
        var starts = rows.Starts;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
        {
            var (from, to) = ((int)starts[actor], (int)starts[actor + 1]);
            if (RowBitsKernel.First(Bits.Starts, from) >= to || !Counts(rows.Actors[actor]))
                continue;
            AddRows(rows, from, to, 0);
            _hits.EndPath();
        }
    }

    private void AddSessions(ShardRows rows, ShardSessions sessions)
    {
        sessions.Number(rows);
        _stretches.Clear();
        for (var i = 0; i < sessions.Sessions.Length; i++)
            _stretches.Add((sessions.Sessions[i], i));
        // Sessions are numbered actor after actor: those that come back are put together, the actors' order stays.
        if (sessions.HasReturns)
            _stretches.Sort();
        var starts = rows.Starts;
        var (actor, number) = (0, 0);
        for (var i = 0; i < _stretches.Count; i++)
        {
            var (session, stretch) = _stretches[i];
            var (from, to) = ((int)sessions.Starts[stretch], (int)sessions.Starts[stretch + 1]);
            while (starts[actor + 1] <= from)
                actor++;
            if (Counts(rows.Actors[actor]))
                AddRows(rows, from, to, number);
            number += to - from;
            if (i + 1 < _stretches.Count && _stretches[i + 1].Session == session)
                continue;
            _hits.EndPath();
            number = 0;
        }
    }

    // The rows are those of a path from an event of this number on.
    private void AddRows(ShardRows rows, int from, int to, int number)
    {
        var looked = Bits.Looked;
        for (var row = RowBitsKernel.First(looked, from); row < to; row = RowBitsKernel.First(looked, row + 1))
        {
            var held = _hits.Add(rows.Times.At(row), Bits.Of(row), row, number + row - from);
            for (var i = 0; i < held.Length; i++)
                held[i] = _held[i].At(row);
        }
    }
}
