using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>One kind of figure by cell: first one thread's, then all threads' together.</summary>
internal abstract class Figures : IDisposable
{
    /// <summary>Takes a block of hits that the layout has placed.</summary>
    /// <param name="hits">Placed.</param>
    /// <param name="cells">One more than the greatest cell.</param>
    public abstract void Add(HitColumns hits, int cells);

    /// <summary>Adds what another thread has.</summary>
    public abstract void Merge(Figures other);

    /// <summary>Adds a run of others' cells, or of its own, to one of these, where the figure adds up.</summary>
    public virtual void AddCells(int cell, Figures from, int fromCell, int count) =>
        throw new NotSupportedException("What is distinct in two cells is not what is distinct in both together.");

    /// <summary>Called once when all is in.</summary>
    public virtual void Complete()
    {
    }

    /// <summary>The figure of a span of a slot's cells.</summary>
    /// <returns>0 or null when nothing is there, as the kind has it.</returns>
    public abstract decimal? Value(int slot, in FigureSpan span);

    public abstract void Dispose();

    /// <summary>Figures of one kind.</summary>
    /// <param name="spec">What is kept.</param>
    /// <param name="scan">Whose.</param>
    /// <param name="layout">Where groups stand.</param>
    /// <param name="run">Pays for the memory.</param>
    public static Figures Create(FigureSpec spec, SeriesScan scan, SlotLayout layout, QueryRun run)
    {
        var numbers = scan.NumberColumn(spec.Property);
        return spec.Kind switch
        {
            FigureKind.Events => new CountFigures(run, layout.Width, numbers: -1, spec.SomebodyOnly),
            FigureKind.Numbers => new CountFigures(run, layout.Width, numbers, spec.SomebodyOnly),
            FigureKind.Sum => new SumFigures(run, layout.Width, numbers, spec.SomebodyOnly),
            FigureKind.Least => new ExtremeFigures(run, layout.Width, numbers, greatest: false),
            FigureKind.Greatest => new ExtremeFigures(run, layout.Width, numbers, greatest: true),
            FigureKind.AllNumbers => new NumberListFigures(run, layout, numbers),
            FigureKind.Actors => new DistinctFigures(run, layout, scan.WindowsOf(layout), sessions: false),
            FigureKind.Sessions => new DistinctFigures(run, layout, scan.WindowsOf(layout), sessions: true),
            _ => new ValueSetFigures(run, layout, scan.WindowsOf(layout), scan.ValueColumn(spec.Property!)),
        };
    }
}

/// <summary>Which buckets a figure is asked of.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Windows">Which of the scan's windows it is a point of.</param>
/// <param name="Point">Which point; -1 for the whole range.</param>
internal readonly record struct FigureSpan(int From, int To, int Windows, int Point);
