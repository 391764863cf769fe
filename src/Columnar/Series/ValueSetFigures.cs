using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>
/// Distinct values of a property: which value was in which cell is collected, each pair once, and counted when all is
/// in, a value after the other like actors.
/// </summary>
internal sealed class ValueSetFigures : Figures
{
    // Pairs that come again soon are met here and not collected a second time.
    private const int RecentPairs = 1 << 12;
    private const int LeastToThin = 1 << 20;
    private readonly QueryRun _run;
    private readonly SlotLayout _layout;
    private readonly int _column;
    private readonly DistinctCells _cells;
    private readonly NativeBuffer<ulong> _pairs = new();   // value in the upper half, cell in the lower
    private readonly ulong[] _recent = new ulong[RecentPairs];
    private int _thinAt = LeastToThin;

    /// <param name="run">Pays for the memory.</param>
    /// <param name="layout">Where groups stand.</param>
    /// <param name="windows">What points are computed over.</param>
    /// <param name="column">The values' column.</param>
    public ValueSetFigures(QueryRun run, SlotLayout layout, PointWindows[] windows, int column)
    {
        (_run, _layout, _column) = (run, layout, column);
        _cells = new DistinctCells(run, windows);
    }

    public override void Add(HitColumns hits, int cells)
    {
        var values = hits.Values[_column];
        var (all, width) = (_layout.All, _layout.Width);
        for (var i = 0; i < hits.Count; i++)
        {
            if (values[i] == 0)
                continue;
            Collect(values[i], hits.Cells[i]);
            if (all >= 0)
                Collect(values[i], (all * width) + (width == 1 ? 0 : hits.Buckets[i]));
        }
        if (_pairs.Count >= _thinAt)
            Thin();
    }

    public override void Merge(Figures other)
    {
        _run.Reserve(((ValueSetFigures)other)._pairs.Count * sizeof(ulong));
        _pairs.Append(((ValueSetFigures)other)._pairs.Span);
    }

    public override void Complete()
    {
        Thin();
        var width = _layout.Width;
        foreach (var pair in _pairs.Span)
        {
            var (slot, bucket) = Math.DivRem((int)(uint)pair, width);
            _cells.Ensure(slot + 1);
            _cells.Mark(slot, (uint)(pair >> 32), bucket);
        }
        _cells.Complete();
    }

    public override decimal? Value(int slot, in FigureSpan span) => _cells.Value(slot, span);

    public override void Dispose()
    {
        _cells.Dispose();
        _pairs.Dispose();
    }

    private void Collect(int value, int cell)
    {
        var pair = ((ulong)(uint)value << 32) | (uint)cell;
        ref var recent = ref _recent[(int)((pair * 0x9E3779B97F4A7C15UL) >> 52)];
        if (recent == pair)
            return;
        recent = pair;
        _pairs.Add(pair);
    }

    private void Thin()
    {
        var pairs = _pairs.Span;
        pairs.Sort();
        var kept = 0;
        for (var i = 0; i < pairs.Length; i++)
            if (i == 0 || pairs[i] != pairs[i - 1])
                pairs[kept++] = pairs[i];
        while (_pairs.Count > kept)
            _pairs.RemoveLast();
        _run.Reserve(Math.Max(0, (2L * kept) - _thinAt) * sizeof(ulong));
        _thinAt = Math.Max(_thinAt, 2 * kept);
    }
}
