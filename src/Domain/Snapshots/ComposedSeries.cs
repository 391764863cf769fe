using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Snapshots;

/// <summary>A series of which part comes from snapshots.</summary>
internal sealed class ComposedSeries
{
    private readonly SeriesQuery _query;
    private readonly SeriesWindows _windows;
    private readonly Dictionary<SnapshotTile, int> _stretchOf;
    private readonly int _firstRaw;   // stretch

    private ComposedSeries(
        SeriesQuery query, KeptSeries kept, SeriesWindows windows, Dictionary<SnapshotTile, int> stretchOf, int firstRaw)
    {
        (_query, Kept, _windows, _stretchOf, _firstRaw) = (query, kept, windows, stretchOf, firstRaw);
        var cuts = windows.Cuts[firstRaw..];
        if (cuts.Length < 2)
            return;
        var range = TimeRange.Create(cuts[0], cuts[^1]).Value;
        Raw = [kept.EventsOver(range, interval: null) with { CustomEdges = cuts }];
        if (query.Measure.Aggregation is Aggregation.Sum)
            Raw = Raw.Add(kept.Over(range, interval: null) with { CustomEdges = cuts });
        RawActors = CountsActors ? kept.Over(range, interval: null) with { CustomEdges = cuts } : null;
    }

    public KeptSeries Kept { get; }

    public bool CountsActors => _query.Measure.Aggregation is Aggregation.UniqueActors;

    /// <summary>What the engine is asked for: the number of events, then what they sum up to; nothing where no raw event is
    /// read.</summary>
    public ImmutableArray<SeriesQuery> Raw { get; } = [];

    /// <summary>Whose actors the engine is asked for; null where nobody counts them.</summary>
    public SeriesQuery? RawActors { get; }

    public IReadOnlyCollection<SnapshotTile> Tiles => _stretchOf.Keys;

    /// <returns>Null when the time before raw events is not made up of what is kept.</returns>
    public static ComposedSeries? Plan(
        SeriesQuery query, KeptSeries kept, SeriesWindows windows, DateTimeOffset rawFrom, KeptTime time)
    {
        var tiles = new SnapshotTiles(time);
        var stretchOf = new Dictionary<SnapshotTile, int>();
        var stretch = 0;
        for (; stretch < windows.Cuts.Length - 1 && windows.Cuts[stretch] < rawFrom; stretch++)
        {
            if (tiles.Cover(windows.Cuts[stretch], windows.Cuts[stretch + 1]) is not { } cover)
                return null;
            foreach (var tile in cover)
                stretchOf.Add(tile, stretch);
        }
        return new ComposedSeries(query, kept, windows, stretchOf, stretch);
    }

    /// <param name="rows">What is kept of <see cref="Tiles"/>.</param>
    /// <param name="raw">Answers to <see cref="Raw"/>.</param>
    /// <param name="actors">The answer to <see cref="RawActors"/>.</param>
    /// <param name="codes">Of actors; null where none are counted.</param>
    /// <param name="meta">Of what was read of raw events.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Result<SeriesAnswer> Answer(
        IReadOnlyList<KeptRow> rows, ImmutableArray<SeriesAnswer> raw, SeriesActorsAnswer? actors, ActorCodes? codes,
        AnswerMeta meta, CancellationToken cancellationToken)
    {
        var figures = new ComposedFigures(_windows.Cuts.Length - 1, codes, cancellationToken);
        foreach (var row in rows)
            figures.Add(row, _stretchOf[row.Tile]);
        if (raw is [var events, ..])
            figures.AddEvents(events, _firstRaw);
        if (raw is [_, var sums])
            figures.AddSums(sums, _firstRaw);
        if (actors is not null)
            figures.AddActors(actors, _firstRaw);

        var shown = Shown(figures);
        var cells = (shown.Length + 2L) * (_windows.Points.Length + 1);
        if (cells > SeriesQuery.MaxCells)
            return Problem.Invalid(
                "QUERY_TOO_LARGE", $"The answer would have {cells} cells, at most {SeriesQuery.MaxCells}: ask for fewer groups or buckets.");
        var isShown = shown.ToHashSet();
        var rest = figures.Keys.Where(key => !isShown.Contains(key)).ToList();
        var hasGroups = _query.Breakdown is not null;
        return new SeriesAnswer(
            Values(figures, figures.Keys),
            [.. shown.Select(key => new SeriesGroup(key, Values(figures, [key])))],
            hasGroups && rest.Count > 0 ? Values(figures, rest) : null,
            hasGroups ? figures.Keys.Count : 0,
            meta with { FromSnapshots = true });
    }

    // As the engine chooses: the highest totals, ties by key, the missing one beside them.
    private ImmutableArray<GroupKey> Shown(ComposedFigures figures)
    {
        if (_query.Breakdown is not { } breakdown)
            return [];
        if (breakdown.Keys is { } keys)
            return keys;
        var total = _windows.Stretches(_windows.Total);
        return
        [
            .. figures.Keys.Where(key => !key.IsMissing)
                .Select(key => (Key: key, Total: figures.Value(_query.Measure.Aggregation, [key], total)))
                .OrderBy(group => group.Total is null)
                .ThenByDescending(group => group.Total)
                .ThenBy(group => group.Key)
                .Take(breakdown.Limit)
                .Select(group => group.Key),
            .. figures.Keys.Where(key => key.IsMissing),
        ];
    }

    private SeriesValues Values(ComposedFigures figures, IReadOnlyCollection<GroupKey> keys) => new(
        figures.Value(_query.Measure.Aggregation, keys, _windows.Stretches(_windows.Total)),
        [.. _windows.Points.Select(window => figures.Value(_query.Measure.Aggregation, keys, _windows.Stretches(window)))]);
}
