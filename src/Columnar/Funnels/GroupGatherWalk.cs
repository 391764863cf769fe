using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's part of gathering the events of groups.</summary>
internal sealed unsafe class GroupGatherWalk : FunnelWalk
{
    private readonly QueryRun _run;
    private readonly FunnelKeys _groups;
    private readonly FunnelKeys[] _held;
    private readonly FunnelKeys? _keys;

    public GroupGatherWalk(QueryRun run, FunnelPlan plan, FunnelActors actors)
        : base(run, plan, actors)
    {
        _run = run;
        Hits = new GroupHits(plan.Held.Length);
        _groups = new FunnelKeys(plan.GroupProperty!, plan.Snapshot);
        _held = [.. plan.Held.Select(keys => new FunnelKeys(keys, plan.Snapshot))];
        _keys = plan.Breakdown is null ? null : new FunnelKeys(plan.Breakdown, plan.Snapshot);
    }

    public GroupHits Hits { get; }

    public override void Dispose()
    {
        base.Dispose();
        Hits.Dispose();
    }

    protected override void Follow(ShardRows rows)
    {
        Bits.Look();
        foreach (var keys in (IEnumerable<FunnelKeys?>)[_groups, _keys, .. _held])
            keys?.Begin(rows);
        var (before, piece, pieceStart) = (Hits.Count, 0, 0);
        var pieces = rows.Order.Pieces;
        var starts = rows.Starts;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
        {
            if (!Counts(rows.Actors[actor]))
                continue;
            var (from, to) = ((int)starts[actor], (int)starts[actor + 1]);
            for (var row = RowBitsKernel.First(Bits.Looked, from); row < to; row = RowBitsKernel.First(Bits.Looked, row + 1))
            {
                while (row - pieceStart >= pieces[piece].Count)
                    pieceStart += pieces[piece++].Count;
                Add(rows, row, pieces[piece].Segment, pieces[piece].Row + row - pieceStart);
            }
        }
        _run.Reserve((long)(Hits.Count - before) * Hits.BytesPerHit);
    }

    private void Add(ShardRows rows, int row, int segment, int segmentRow)
    {
        var group = _groups.At(row);
        if (group == DimensionKeys.Missing)
            return;
        var key = _keys?.At(row) ?? DimensionKeys.Missing;
        var held = Hits.Add(new GroupHit(rows.Times.At(row), Bits.Of(row), group, segment, segmentRow, key));
        for (var i = 0; i < held.Length; i++)
            held[i] = _held[i].At(row);
    }
}
