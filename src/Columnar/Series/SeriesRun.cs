using System.Collections.Immutable;
using Analytics.Columnar.Operators;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Answers one series query: chooses the groups if there are any, then fills the cells.</summary>
internal sealed class SeriesRun(SeriesScope scope, int threads)
{
    private long _rowsScanned;

    /// <returns>The answer; <c>QUERY_TOO_LARGE</c> when it would have more than <see cref="SeriesQuery.MaxCells"/>.</returns>
    public async Task<Result<SeriesAnswer>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var shown = await ChooseAsync(cancellationToken);
        var cells = (shown.Length + 2L) * (scope.Buckets.Count + 1);
        if (cells > SeriesQuery.MaxCells)
            return Problem.Invalid(
                "QUERY_TOO_LARGE",
                $"The answer would have {cells} cells, at most {SeriesQuery.MaxCells}: ask for fewer groups or buckets.");
        var layout = Layout(shown);
        var state = await new SeriesPass(scope, layout).RunAsync(threads, cancellationToken);
        _rowsScanned += state.RowsScanned;
        Fold(state.Cells, layout);
        return Answer(shown, state, layout);
    }

    private async Task<ImmutableArray<int>> ChooseAsync(CancellationToken cancellationToken)
    {
        if (scope.Query.Breakdown is not { } breakdown)
            return [];
        if (breakdown.Keys is { } keys)
            return [.. keys.Select(key => key.Only is { } text ? scope.Groups!.Of(text) : GroupKeys.Missing)];
        var totals = await new SeriesPass(scope, new SeriesLayout(null, 0, null, null)).RunAsync(threads, cancellationToken);
        _rowsScanned += totals.RowsScanned;
        return TopGroups.Choose(totals, scope.Groups!, breakdown.Limit);
    }

    private SeriesLayout Layout(ImmutableArray<int> shown)
    {
        if (scope.Groups is not { } groups)
            return new SeriesLayout([0], 0, null, scope.Buckets);
        var slots = new int[groups.Count];
        Array.Fill(slots, shown.Length);
        for (var i = 0; i < shown.Length; i++)
            slots[shown[i]] = i;
        return new SeriesLayout(slots, shown.Length, shown.Length + 1, scope.Buckets);
    }

    // Counts and sums add up over buckets and over groups; distinct ones have been counted for each.
    private void Fold(Cells cells, SeriesLayout layout)
    {
        for (var slot = 0; slot <= layout.Other; slot++)
            for (var bucket = 0; bucket < scope.Buckets.Count; bucket++)
            {
                cells.Fold((slot * layout.Width) + bucket, (slot * layout.Width) + scope.Buckets.Count);
                if (layout.All is { } all)
                    cells.Fold((slot * layout.Width) + bucket, (all * layout.Width) + bucket);
            }
        if (layout.All is { } total)
            for (var bucket = 0; bucket < scope.Buckets.Count; bucket++)
                cells.Fold((total * layout.Width) + bucket, (total * layout.Width) + scope.Buckets.Count);
    }

    private SeriesAnswer Answer(ImmutableArray<int> shown, SeriesState state, SeriesLayout layout)
    {
        var seen = scope.Groups is null ? [] : state.Seen.ToHashSet();
        var hasOther = seen.Except(shown).Any();
        return new SeriesAnswer(
            Values(state.Cells, layout, layout.All ?? 0),
            [.. shown.Select((group, slot) => new SeriesGroup(scope.Groups!.Key(group), Values(state.Cells, layout, slot)))],
            hasOther ? Values(state.Cells, layout, layout.Other) : null,
            seen.Count,
            scope.Snapshot.Meta(_rowsScanned));
    }

    private SeriesValues Values(Cells cells, SeriesLayout layout, int slot)
    {
        var first = slot * layout.Width;
        var points = ImmutableArray.CreateBuilder<decimal?>(scope.Buckets.Count);
        for (var bucket = 0; bucket < scope.Buckets.Count; bucket++)
            points.Add(cells[first + bucket]);
        return new SeriesValues(cells[first + scope.Buckets.Count], points.MoveToImmutable());
    }
}
