using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Cuts a snapshot into ranges of actors, each with about a unit of rows in any one segment, so that one thread has
/// all events of an actor before it.
/// </summary>
internal sealed class ActorUnits
{
    private readonly List<uint> _bounds = [1];

    public ActorUnits(Snapshot snapshot)
    {
        foreach (var segment in snapshot.Segments)
            AddBounds(segment);
        _bounds.Add(uint.MaxValue);
        _bounds.Sort();
        var distinct = _bounds.Distinct().ToList();
        (_bounds, Count) = (distinct, distinct.Count - 1);
    }

    public int Count { get; }

    /// <summary>Actors from the first to before the second; never 0, which is nobody.</summary>
    public (uint From, uint To) this[int unit] => (_bounds[unit], _bounds[unit + 1]);

    private void AddBounds(Segment segment)
    {
        var actors = segment.Actors;
        var starts = segment.ActorStarts;
        for (var row = (uint)segment.NobodyRows + BlockRows.Unit; row < segment.Rows; row += BlockRows.Unit)
        {
            var run = starts.BinarySearch(row);
            run = run < 0 ? ~run : run;
            if (run < actors.Length)
                _bounds.Add(actors[run]);
        }
    }
}
