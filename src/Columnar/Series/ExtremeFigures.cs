using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Series;

/// <summary>Least or greatest numbers, apart for each scale that a column has.</summary>
/// <param name="run">Pays for the memory.</param>
/// <param name="width">Cells of a slot.</param>
/// <param name="numbers">The column that is looked at.</param>
/// <param name="greatest">Which of both.</param>
internal sealed class ExtremeFigures(QueryRun run, int width, int numbers, bool greatest) : Figures
{
    private readonly CellArray<Extreme>?[] _extremes = new CellArray<Extreme>?[DecimalText.MaxDigits + 1];

    /// <param name="IsThere">False as long as no number was met.</param>
    /// <param name="Value">The least or greatest so far.</param>
    private readonly record struct Extreme(bool IsThere, long Value);

    public override void Add(HitColumns hits, int cells)
    {
        var values = hits.Numbers[numbers];
        var scales = hits.Scales[numbers];
        for (var i = 0; i < hits.Count; i++)
            if (values[i] != SegmentFormat.NoNumber)
                Take(Extremes(scales[i], cells), hits.Cells[i], values[i]);
    }

    public override void Merge(Figures other)
    {
        foreach (var theirs in ((ExtremeFigures)other)._extremes)
            if (theirs is not null)
                AddCells(0, other, 0, theirs.Count);
    }

    public override void AddCells(int cell, Figures from, int fromCell, int count)
    {
        for (var scale = 0; scale < _extremes.Length; scale++)
            if (((ExtremeFigures)from)._extremes[scale] is { } theirs)
                for (var i = 0; i < count && fromCell + i < theirs.Count; i++)
                    if (theirs[fromCell + i].IsThere)
                        Take(Extremes(scale, cell + count), cell + i, theirs[fromCell + i].Value);
    }

    public override decimal? Value(int slot, in FigureSpan span)
    {
        decimal? best = null;
        for (var scale = 0; scale < _extremes.Length; scale++)
            if (_extremes[scale] is { } extremes)
                for (var cell = (slot * width) + span.From; cell <= (slot * width) + span.To && cell < extremes.Count; cell++)
                    if (extremes[cell].IsThere
                        && extremes[cell].Value / PowersOfTen.AsDecimal(scale) is var value
                        && (best is null || (greatest ? value > best : value < best)))
                        best = value;
        return best;
    }

    public override void Dispose()
    {
        foreach (var extremes in _extremes)
            extremes?.Dispose();
    }

    private void Take(CellArray<Extreme> extremes, int cell, long value)
    {
        ref var extreme = ref extremes[cell];
        if (!extreme.IsThere || (greatest ? value > extreme.Value : value < extreme.Value))
            extreme = new Extreme(true, value);
    }

    private CellArray<Extreme> Extremes(int scale, int cells)
    {
        var extremes = _extremes[scale] ??= new CellArray<Extreme>(run);
        extremes.Ensure(cells);
        return extremes;
    }
}
