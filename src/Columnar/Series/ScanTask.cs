using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>A scan and what is wanted of it in this pass.</summary>
internal sealed class ScanTask(SeriesScan scan)
{
    public SeriesScan Scan => scan;

    /// <summary>Null for everybody and nobody.</summary>
    public ActorSet? Cohort { get; set; }

    /// <summary>Where groups stand.</summary>
    public SlotLayout Layout { get; set; } = new(null, -1, -1, scan.Buckets.Count, 0);

    /// <summary>The figures that are kept.</summary>
    public IReadOnlyList<FigureSpec> Specs { get; set; } = scan.Specs;

    /// <summary>Whether the hits are kept, to be looked at again.</summary>
    public bool KeepsTape { get; set; }

    public Figures[] Create(QueryRun run) => [.. Specs.Select(spec => Figures.Create(spec, scan, Layout, run))];
}
