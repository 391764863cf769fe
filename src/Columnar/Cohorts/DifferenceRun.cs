using Analytics.Columnar.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying.Canonical;

namespace Analytics.Columnar.Cohorts;

/// <summary>Compares two figures as sets of actors.</summary>
internal sealed class DifferenceRun(QueryRun run, FigureDifference asked)
{
    /// <returns>The classes of both sides; <c>FIGURE_UNKNOWN</c> for a figure that is not listed.</returns>
    public async ValueTask<Result<DifferenceAnswer>> ExecuteAsync()
    {
        if (!(await FindAsync(run, asked.A)).TryGet(out var a, out var problem) ||
            !(await FindAsync(run, asked.B)).TryGet(out var b, out problem))
            return problem;
        var onlyA = await new AbsenceScan(run, asked.B, b).ClassifyAsync(a.Except(b));
        var onlyB = await new AbsenceScan(run, asked.A, a).ClassifyAsync(b.Except(a));
        var meta = run.Meta();
        return new DifferenceAnswer(
            a.Count, b.Count, a.Count - onlyA.Count, onlyA, onlyB,
            meta with { RowsScanned = meta.RowsScanned + (run.Newest?.Meta().RowsScanned ?? 0) });
    }

    /// <returns>A page of those of the first figure alone.</returns>
    public async ValueTask<Result<ActorsAnswer>> ListAsync()
    {
        if (!(await FindAsync(run, asked.A)).TryGet(out var a, out var problem) ||
            !(await FindAsync(run, asked.B)).TryGet(out var b, out problem))
            return problem;
        return new ActorsAnswer(
            a.Except(b).LongCount(), ActorList.Of(run.Snapshot, a.Except(b), asked.After, asked.Limit), run.Meta());
    }

    /// <summary>The actors behind a figure, kept for whoever asks for them next.</summary>
    public static async ValueTask<Result<ActorSet>> FindAsync(QueryRun run, AskedFigure figure)
    {
        var of = figure.AsOf is null ? run.Newest ?? run : run;
        var query = figure.Everybody();
        return await of.Kept.ActorsAsync(QueryKey.Of(query).Sha256, () => FigureActors.FindAsync(of, query));
    }
}
