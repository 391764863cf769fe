using Analytics.Columnar.Querying;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>All threads' figures of one scan, put together.</summary>
internal sealed class ScanResult : IDisposable
{
    private readonly SeriesScan _scan;
    private readonly SlotLayout _layout;
    private readonly IReadOnlyList<FigureSpec> _specs;
    private readonly Figures[] _figures;
    private Measure? _measure;
    private Figures[] _parts = [];

    private ScanResult(SeriesScan scan, SlotLayout layout, IReadOnlyList<FigureSpec> specs, Figures[] figures) =>
        (_scan, _layout, _specs, _figures) = (scan, layout, specs, figures);

    /// <summary>The figures of a task whose threads have been merged into one state; it goes on to own them.</summary>
    public static ScanResult Of(ScanTask task, ScanState merged)
    {
        var result = new ScanResult(task.Scan, task.Layout, task.Specs, merged.Figures);
        if (task.Layout.All >= 0)
            result.AddUp(task.Layout);
        foreach (var figures in result._figures)
            figures.Complete();
        return result;
    }

    /// <summary>The figures of a scan without a slot for all events; it goes on to own them.</summary>
    public static ScanResult Of(SeriesScan scan, SlotLayout layout, Figures[] merged)
    {
        foreach (var figures in merged)
            figures.Complete();
        return new ScanResult(scan, layout, scan.Specs, merged);
    }

    /// <summary>The figures of all groups, brought to where the shown ones stand.</summary>
    public static ScanResult Fold(ScanTask task, ScanState merged, SlotLayout layout, QueryRun run)
    {
        var into = task.Specs.Select(spec => Figures.Create(spec, task.Scan, layout, run)).ToArray();
        for (var group = 0; group < merged.Seen.Length; group++)
            if (merged.Seen[group])
                for (var i = 0; i < into.Length; i++)
                    into[i].AddCells(layout.Slot(group) * layout.Width, merged.Figures[i], group * layout.Width, layout.Width);
        var result = new ScanResult(task.Scan, layout, task.Specs, into);
        result.AddUp(layout);
        return result;
    }

    /// <summary>A measure over a slot's whole range.</summary>
    public decimal? Total(Measure measure, int slot) => Value(
        measure, slot,
        _layout.Width == 1 && _scan.Buckets.Count > 1
            ? new FigureSpan(0, 0, 0, -1)
            : new FigureSpan(_scan.Buckets.Before, _scan.Buckets.Count - 1, 0, -1));

    /// <summary>A measure at a point.</summary>
    public decimal? Point(Measure measure, int slot, int windows, int point)
    {
        var all = _scan.Windows(windows);
        return Value(measure, slot, new FigureSpan(all.From(point), all.To(point), windows, point));
    }

    public void Dispose()
    {
        foreach (var figures in _figures)
            figures.Dispose();
    }

    // What is distinct or listed has been taken for all events as well; the rest follows from the slots.
    private void AddUp(SlotLayout layout)
    {
        for (var i = 0; i < _figures.Length; i++)
            if (_specs[i].AddsUp)
                for (var slot = 0; slot <= layout.Other; slot++)
                    _figures[i].AddCells(layout.All * layout.Width, _figures[i], slot * layout.Width, layout.Width);
    }

    private decimal? Value(Measure measure, int slot, in FigureSpan span)
    {
        // A measure is asked for point after point.
        if (!ReferenceEquals(measure, _measure))
            (_measure, _parts) = (measure, [.. FigureSpec.Of(measure).Select(Of)]);
        switch (measure.Aggregation)
        {
            case Aggregation.Avg or Aggregation.PerActorAvg:
                var divisor = _parts[1].Value(slot, span);
                return divisor is null or 0 ? null : _parts[0].Value(slot, span) / divisor;
            case Aggregation.Median or Aggregation.Percentile:
                var percentile = measure.Aggregation is Aggregation.Median ? 50 : measure.Percentile!.Value;
                return ((NumberListFigures)_parts[0]).Percentile(slot, span, percentile);
            default:
                return _parts[0].Value(slot, span);
        }
    }

    private Figures Of(FigureSpec spec)
    {
        for (var i = 0; i < _specs.Count; i++)
            if (_specs[i] == spec)
                return _figures[i];
        throw new InvalidOperationException($"{spec} was not kept.");
    }
}
