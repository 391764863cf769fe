using System.Runtime.CompilerServices;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Series;

/// <summary>Numbers of events.</summary>
/// <param name="run">Pays for the memory.</param>
/// <param name="width">Cells of a slot.</param>
/// <param name="numbers">The column whose numbers are counted; -1 for all events.</param>
/// <param name="somebodyOnly">Whether nobody's events are left out.</param>
internal sealed class CountFigures(QueryRun run, int width, int numbers, bool somebodyOnly) : Figures
{
    private readonly CellArray<long> _counts = new(run);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(HitColumns hits, int cells)
    {
        _counts.Ensure(cells);
        var counts = _counts.Span;
        var places = hits.Cells.AsSpan(0, hits.Count);
        if (numbers >= 0)
            for (var i = 0; i < places.Length; i++)
                counts[places[i]] += hits.Numbers[numbers][i] != SegmentFormat.NoNumber ? 1 : 0;
        else if (somebodyOnly)
            for (var i = 0; i < places.Length; i++)
                counts[places[i]] += hits.Actors[i] != 0 ? 1 : 0;
        else
            foreach (var cell in places)
                counts[cell]++;
    }

    /// <summary>Adds a number of events at once.</summary>
    public void Add(int cell, long events)
    {
        _counts.Ensure(cell + 1);
        _counts[cell] += events;
    }

    public override void Merge(Figures other)
    {
        var theirs = ((CountFigures)other)._counts;
        _counts.Ensure(theirs.Count);
        for (var i = 0; i < theirs.Count; i++)
            _counts[i] += theirs[i];
    }

    public override void AddCells(int cell, Figures from, int fromCell, int count)
    {
        var theirs = ((CountFigures)from)._counts;
        _counts.Ensure(cell + count);
        for (var i = 0; i < count && fromCell + i < theirs.Count; i++)
            _counts[cell + i] += theirs[fromCell + i];
    }

    public override decimal? Value(int slot, in FigureSpan span)
    {
        var total = 0L;
        for (var cell = (slot * width) + span.From; cell <= (slot * width) + span.To && cell < _counts.Count; cell++)
            total += _counts[cell];
        return total;
    }

    public override void Dispose() => _counts.Dispose();
}
