using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>Funnels that have nothing but steps in order within one window, counted by actors: the usual ones.</summary>
internal sealed unsafe class PlainFunnelWalk : FunnelWalk
{
    private readonly int _steps;
    private readonly int _mostCountedOnly;
    private readonly FunnelKeys? _keys;
    private readonly NativeBuffer<nuint> _bits = new();
    private readonly NativeBuffer<int> _scratch = new();
    private readonly long[] _taken;

    public PlainFunnelWalk(QueryRun run, FunnelPlan plan, FunnelActors actors)
        : base(run, plan, actors)
    {
        _steps = plan.Steps.Length;
        _keys = plan.Breakdown is null ? null : new FunnelKeys(plan.Breakdown, plan.Snapshot);
        // One that took a single step has no times.
        _mostCountedOnly = plan.Trend is not null || Members is not null ? 0 : plan.Funnel.Times ? 1 : _steps;
        _taken = new long[_steps];
    }

    public override void Dispose()
    {
        base.Dispose();
        _bits.Dispose();
        _scratch.Dispose();
    }

    protected override void Follow(ShardRows rows)
    {
        _scratch.Reset(_steps * 3);
        _bits.Clear();
        for (var step = 0; step < _steps; step++)
            _bits.Add((nuint)Bits[step]);
        var at = _scratch.Pointer + _steps;
        var best = at + _steps;
        var kernel = new FunnelKernel((ulong**)_bits.Pointer, _scratch.Pointer, _steps);
        var window = new TimeWindow(Plan.Rules.Window, rows.Times.Shift);
        var starts = rows.Starts;
        var times = rows.Times;
        _keys?.Begin(rows);
        var first = RowBitsKernel.First(Bits[0], 0);
        for (var actor = 0; actor < rows.Actors.Length; actor++)
        {
            var end = (int)starts[actor + 1];
            if (first >= end)
                continue;
            if (Counts(rows.Actors[actor]))
                Add(rows, rows.Actors[actor], kernel.Furthest(times, window, first, end, at, best), best);
            first = RowBitsKernel.First(Bits[0], end);
        }
    }

    private void Add(ShardRows rows, uint actor, int reached, int* at)
    {
        var group = Group(reached, at);
        if (reached <= _mostCountedOnly)
        {
            Tally.Add(group, reached);
            return;
        }
        for (var step = 0; step < _steps; step++)
            _taken[step] = step < reached ? rows.Times.At(at[step]) : FunnelTally.NotTaken;
        Tally.Add(group, _taken);
        Members?.Look(actor, group, _taken);
    }

    private int Group(int reached, int* at)
    {
        if (_keys is null)
            return DimensionKeys.Missing;
        var step = Plan.Funnel.Breakdown!.Step ?? (reached - 1);
        return step < reached ? _keys.At(at[step]) : DimensionKeys.Missing;
    }
}
