using Analytics.Columnar.Operators;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Series;

/// <summary>What one thread has counted, and which groups it met.</summary>
internal sealed class SeriesState
{
    private bool[] _seen;

    public SeriesState(SeriesScope scope, SeriesLayout layout)
    {
        var slots = layout.Slots is null ? scope.Groups?.Count ?? 1 : (layout.All ?? layout.Other) + 1;
        var cells = slots * layout.Width;
        Cells = scope.Query.Measure.Aggregation switch
        {
            Aggregation.Count => new CountCells(cells),
            Aggregation.Sum => new SumCells(cells),
            _ => new DistinctCells(cells),
        };
        Groups = scope.Groups is null ? null : new GroupCache(scope.Groups);
        _seen = new bool[scope.Groups?.Count ?? 1];
    }

    public Cells Cells { get; }

    public GroupCache? Groups { get; }

    public long RowsScanned { get; set; }

    /// <summary>Notes that a group has a matching event, whatever its figure is.</summary>
    public int See(int group)
    {
        if (group >= _seen.Length)
            Array.Resize(ref _seen, Math.Max(group + 1, _seen.Length * 2));
        _seen[group] = true;
        return group;
    }

    /// <summary>Groups with a matching event.</summary>
    public IEnumerable<int> Seen => Enumerable.Range(0, _seen.Length).Where(group => _seen[group]);

    public void Add(SeriesState other)
    {
        Cells.Add(other.Cells);
        RowsScanned += other.RowsScanned;
        foreach (var group in other.Seen)
            See(group);
    }
}
