using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>What entries changed in one segment since it was arranged.</summary>
internal sealed class SegmentOverlay(Segment segment) : IDisposable
{
    private readonly SortedSet<uint> _ids = [];
    private readonly List<PlacedRow> _rows = [];
    private OwnRows? _own;
    private long _seen = segment.Arranged;

    /// <summary>Rows that are not where the segment has them, ascending and apart.</summary>
    public RowRange[] Excluded { get; private set; } = [];

    /// <summary>Where they are instead; the index of the segment is left 0. Erased ones are nowhere.</summary>
    public MovedRun[] Moved { get; private set; } = [];

    /// <summary>So many rows are <see cref="Excluded"/>.</summary>
    public long Rows { get; private set; }

    /// <summary>Those of them that were erased, ascending and apart.</summary>
    public RowRange[] Erased { get; private set; } = [];

    /// <summary>Takes note of changes.</summary>
    /// <param name="changes">All that are known, ascending by position.</param>
    /// <param name="map">The state after them.</param>
    /// <returns>Whether anything is other than before.</returns>
    public bool Update(IdentityChanges changes, ActorMap map)
    {
        var touched = false;
        foreach (var change in changes.After(_seen))
        {
            if (!_ids.Contains(change.Id))
            {
                _rows.Clear();
                (_own ??= new OwnRows(segment)).Find(change.Id, _rows);
                if (_rows.Count == 0)
                    continue;
                _ids.Add(change.Id);
            }
            touched = true;
        }
        _seen = Math.Max(_seen, changes.Last);
        if (touched)
            Arrange(map);
        return touched;
    }

    public void Dispose() => _own?.Dispose();

    private void Arrange(ActorMap map)
    {
        var excluded = new List<int>();
        var moved = new List<MovedRun>();
        var erased = new List<int>();
        foreach (var id in _ids)
        {
            var (actor, isErased, isTagged) = (map.ActorOf(id), map.IsErased(id), map.IsBot(id));
            _rows.Clear();
            _own!.Find(id, _rows);
            foreach (var row in _rows)
            {
                var isBot = isTagged || (row.IsBot && segment.IsBotEvent(row.Row));
                if (!isErased && row.Actor == actor && row.IsBot == isBot)
                    continue;
                excluded.Add(row.Row);
                if (isErased)
                    erased.Add(row.Row);
                else
                    moved.Add(new MovedRun(isBot, actor, 0, row.Row, row.Row + 1));
            }
        }
        excluded.Sort();
        moved.Sort(MovedRuns.Compare);
        erased.Sort();
        (Excluded, Rows, Erased) = (Ranges(excluded), excluded.Count, Ranges(erased));
        Moved = Joined(moved);
    }

    private static RowRange[] Ranges(List<int> rows)
    {
        var ranges = new List<RowRange>();
        foreach (var row in rows)
            if (ranges.Count > 0 && ranges[^1].To == row)
                ranges[^1] = ranges[^1] with { To = row + 1 };
            else
                ranges.Add(new RowRange(row, row + 1));
        return [.. ranges];
    }

    // Rows that follow each other in one run of the segment stay together: they are in order.
    private MovedRun[] Joined(List<MovedRun> moved)
    {
        var runs = new List<MovedRun>();
        foreach (var run in moved)
            if (runs.Count > 0 && runs[^1] is var last && last.To == run.From && last.Actor == run.Actor
                && last.IsBot == run.IsBot && segment.RunOf(last.From) == segment.RunOf(run.From))
                runs[^1] = last with { To = run.To };
            else
                runs.Add(run);
        return [.. runs];
    }
}

internal static class MovedRuns
{
    /// <summary>The order that an overlay wants.</summary>
    public static int Compare(MovedRun left, MovedRun right)
    {
        var order = left.IsBot.CompareTo(right.IsBot);
        if (order == 0)
            order = left.Actor.CompareTo(right.Actor);
        if (order == 0)
            order = left.Segment.CompareTo(right.Segment);
        return order != 0 ? order : left.From.CompareTo(right.From);
    }
}
