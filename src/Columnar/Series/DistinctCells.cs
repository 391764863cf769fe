using System.Runtime.CompilerServices;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>How many distinct ones each slot has, by point of each window and over the range.</summary>
/// <param name="run">Pays for the memory.</param>
/// <param name="windows">What points are computed over; empty for the range alone.</param>
internal sealed unsafe class DistinctCells(QueryRun run, PointWindows[] windows) : IDisposable
{
    private readonly CellArray<Seen> _last = new(run);
    private readonly CellArray<long> _totals = new(run);
    private readonly CellArray<int>[] _steps = [.. windows.Select(_ => new CellArray<int>(run))];
    private readonly int _before = windows.Length == 0 ? 0 : windows[0].Before;
    private int _slots;

    /// <param name="Who">Whom the slot saw last; 0 for nobody.</param>
    /// <param name="Bucket">When.</param>
    private readonly record struct Seen(uint Who, int Bucket);

    public void Ensure(int slots)
    {
        if (slots <= _slots)
            return;
        _slots = Math.Max(slots, _slots + (_slots / 2));
        _last.Ensure(_slots);
        _totals.Ensure(_slots);
        for (var i = 0; i < windows.Length; i++)
            _steps[i].Ensure(checked(_slots * Width(i)));
    }

    /// <summary>Somebody was there. Whoever it is comes in one piece, in the order of buckets.</summary>
    /// <param name="slot">Where.</param>
    /// <param name="who">Not 0.</param>
    /// <param name="bucket">When.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark(int slot, uint who, int bucket)
    {
        ref var last = ref _last[slot];
        var before = last.Who == who ? last.Bucket : -1;
        if (before == bucket)
            return;
        last = new Seen(who, bucket);
        Enter(slot, before, bucket);
    }

    /// <summary>Somebody who was last in one bucket is in another.</summary>
    /// <param name="slot">Where.</param>
    /// <param name="before">-1 when it was in none.</param>
    /// <param name="bucket">After that one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Enter(int slot, int before, int bucket)
    {
        if (bucket >= _before && before < _before)
            _totals[slot]++;
        for (var i = 0; i < windows.Length; i++)
        {
            var last = windows[i].LastPoint[bucket];
            var first = windows[i].FirstPoint[bucket];
            if (before >= 0)
                first = Math.Max(first, windows[i].LastPoint[before] + 1);
            if (first > last)
                continue;
            var steps = _steps[i].Pointer + ((long)slot * Width(i));
            steps[first]++;
            steps[last + 1]--;
        }
    }

    public void Merge(DistinctCells other)
    {
        Ensure(other._slots);
        for (var slot = 0; slot < other._slots; slot++)
            _totals[slot] += other._totals[slot];
        for (var i = 0; i < windows.Length; i++)
            for (var step = 0; step < other._slots * Width(i); step++)
                _steps[i][step] += other._steps[i][step];
    }

    /// <summary>Turns steps into numbers, once, when all is in.</summary>
    public void Complete()
    {
        for (var i = 0; i < windows.Length; i++)
            for (var slot = 0; slot < _slots; slot++)
            {
                var points = _steps[i].Span.Slice(slot * Width(i), Width(i));
                for (var point = 1; point < points.Length; point++)
                    points[point] += points[point - 1];
            }
    }

    public decimal? Value(int slot, in FigureSpan span) =>
        slot >= _slots ? 0 : span.Point < 0 ? _totals[slot] : _steps[span.Windows][(slot * Width(span.Windows)) + span.Point];

    public void Dispose()
    {
        _last.Dispose();
        _totals.Dispose();
        foreach (var steps in _steps)
            steps.Dispose();
    }

    // One step more than there are points.
    private int Width(int window) => windows[window].Points + 1;
}
