using System.Collections;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Snapshots;

/// <summary>Events, sums and actors by stretch of time and group, whatever they were read from.</summary>
/// <param name="stretches">How many.</param>
/// <param name="codes">Who is who; null where no actors are counted.</param>
/// <param name="cancellationToken">Is looked at before each figure.</param>
internal sealed class ComposedFigures(int stretches, ActorCodes? codes, CancellationToken cancellationToken)
{
    private static readonly GroupKey _all = new([]);

    private readonly Dictionary<GroupKey, Cell?[]> _cells = [];
    private readonly BitArray _actors = new(codes?.Count ?? 0);

    /// <summary>Every group that anything was read of; one without values where there is no breakdown.</summary>
    public IReadOnlyCollection<GroupKey> Keys => _cells.Keys;

    public void Add(KeptRow row, int stretch)
    {
        var cell = Of(row.Key, stretch);
        cell.Events += row.Events;
        cell.Add(row.Sum);
        if (row.Actors is { } actors)
            cell.Sets.Add(actors);
    }

    public void AddEvents(SeriesAnswer answer, int firstStretch) => ForEach(answer, firstStretch, static (cell, value) =>
        cell.Events += (long)value!.Value);

    public void AddSums(SeriesAnswer answer, int firstStretch) => ForEach(answer, firstStretch, static (cell, value) => cell.Add(value));

    public void AddActors(SeriesActorsAnswer answer, int firstStretch)
    {
        foreach (var found in answer.Cells)
            Of(found.Group ?? _all, firstStretch + found.Bucket).Actors = [.. found.Ids.Select(codes!.Of).Distinct()];
    }

    /// <summary>A figure over some groups and stretches.</summary>
    /// <returns>Null for a sum that no decimal holds.</returns>
    public decimal? Value(Aggregation aggregation, IReadOnlyCollection<GroupKey> keys, Range over)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cells = keys.SelectMany(key => _cells.TryGetValue(key, out var found) ? found[over] : []).OfType<Cell>();
        switch (aggregation)
        {
            case Aggregation.Count:
                return cells.Sum(cell => cell.Events);
            case Aggregation.UniqueActors:
                return CountActors(cells);
            default:
                var sum = new Cell();
                foreach (var cell in cells)
                    sum.Add(cell.Sum);
                return sum.Sum;
        }
    }

    private long CountActors(IEnumerable<Cell> cells)
    {
        var count = 0L;
        _actors.SetAll(false);
        foreach (var cell in cells)
        {
            foreach (var actor in cell.Actors)
                Mark(actor);
            foreach (var set in cell.Sets)
                foreach (var code in ActorBitmap.Codes(set))
                    if (codes!.Of(code) is >= 0 and var actor)
                        Mark(actor);
        }
        return count;

        void Mark(int actor)
        {
            count += _actors[actor] ? 0 : 1;
            _actors[actor] = true;
        }
    }

    private void ForEach(SeriesAnswer answer, int firstStretch, Action<Cell, decimal?> add)
    {
        if (answer.GroupCount > 0)
            foreach (var group in answer.Groups)
                Add(group.Key, group.Values);
        else if (answer.All.Total is not 0 and not null || answer.All.Points.Any(point => point is not 0))
            Add(_all, answer.All);

        void Add(GroupKey key, SeriesValues values)
        {
            for (var point = 0; point < values.Points.Length; point++)
                add(Of(key, firstStretch + point), values.Points[point]);
        }
    }

    private Cell Of(GroupKey key, int stretch)
    {
        if (!_cells.TryGetValue(key, out var cells))
            _cells.Add(key, cells = new Cell?[stretches]);
        return cells[stretch] ??= new Cell();
    }

    private sealed class Cell
    {
        public long Events { get; set; }

        /// <summary>Null once it is larger than any decimal.</summary>
        public decimal? Sum { get; private set; } = 0;

        public List<ReadOnlyMemory<byte>> Sets { get; } = [];

        public int[] Actors { get; set; } = [];

        public void Add(decimal? value)
        {
            try
            {
                Sum += value;
            }
            catch (OverflowException)
            {
                Sum = null;
            }
        }
    }
}
