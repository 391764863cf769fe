using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>What entries changed in one segment since it was arranged.</summary>
internal sealed class SegmentOverlay(Segment segment) : IDisposable
{
    private readonly HashSet<uint> _touched = [];
    private readonly List<PlacedRow> _found = [];
    private List<Displaced> _byRow = [];
    private List<Displaced> _byActor = [];
    private OwnRows? _own;
    private long? _seen;

    /// <summary>Rows that are not where the segment has them, ascending and apart.</summary>
    public RowRange[] Excluded { get; private set; } = [];

    /// <summary>Where they are instead; the index of the segment is left 0. Erased ones are nowhere.</summary>
    public MovedRun[] Moved { get; private set; } = [];

    /// <summary>Those that were erased, ascending and apart.</summary>
    public RowRange[] Erased { get; private set; } = [];

    /// <summary>So many rows are <see cref="Excluded"/>.</summary>
    public int Rows => _byRow.Count;

    /// <summary>Takes note of changes, at a cost of those and of all rows that have moved.</summary>
    /// <param name="changes">All that are known, ascending by position.</param>
    /// <param name="map">The state after them.</param>
    /// <param name="through">Position through which entries have been taken.</param>
    /// <returns>Whether anything is other than before.</returns>
    public bool Update(IdentityChanges changes, ActorMap map, long through)
    {
        var fresh = new List<Displaced>();
        _touched.Clear();
        if (_seen is null && segment.Arranged > through)
        {
            segment.Misplace();
            LookAtAll(map, fresh);
        }
        var seen = _seen ?? Math.Min(segment.Arranged, through);
        foreach (var change in changes.After(seen))
            if (!_touched.Contains(change.Id))
                Look(change.Id, map, fresh);
        _seen = Math.Max(seen, changes.Last);
        if (_touched.Count == 0)
            return false;
        Take(fresh);
        return true;
    }

    /// <summary>Finds what is not where another state has it; only for one that has taken no changes.</summary>
    /// <param name="ids">Those whose actor, tag or erasure may be other than the segment was arranged by.</param>
    /// <param name="map">The state.</param>
    public void Place(IEnumerable<uint> ids, ActorMap map)
    {
        var fresh = new List<Displaced>();
        if (segment.IsMisplaced)
            LookAtAll(map, fresh);
        foreach (var id in ids)
            if (!_touched.Contains(id))
                Look(id, map, fresh);
        Take(fresh);
    }

    public void Dispose() => _own?.Dispose();

    private void Take(List<Displaced> fresh)
    {
        _byRow = Merge(_byRow, fresh, static (left, right) => left.Row.CompareTo(right.Row));
        fresh.RemoveAll(row => row.IsErased);
        _byActor = Merge(_byActor, fresh, Displaced.ByActor);
        Excluded = Ranges(_byRow);
        Erased = Ranges(_byRow.Where(row => row.IsErased));
        Moved = Runs();
    }

    // A file may be arranged by entries that were in memory only when the process ended. They come from the log again,
    // and ids that they named may get other codes than those that the file has its rows under.
    private void LookAtAll(ActorMap map, List<Displaced> fresh)
    {
        _own ??= new OwnRows(segment);
        foreach (var id in _own.UnderOthers())
            LookOnce(id);
        var (from, to) = segment.Runs(bots: true);
        for (var run = from; run < to; run++)
            LookOnce(segment.Actors[run]);
        // Collected as a robot's, and among people.
        for (var row = 0; row < (int)segment.ActorStarts[from]; row++)
            if (segment.IsBotEvent(row))
                LookOnce(segment.OwnIds.At(row, 0) is > 0 and var own ? own : segment.ActorOf(row));
        foreach (var id in map.NotThemselves())
            LookOnce(id);

        void LookOnce(uint id)
        {
            if (id != 0 && !_touched.Contains(id))
                Look(id, map, fresh);
        }
    }

    // An id is touched when the segment has rows of it; those that are not in their place now are fresh.
    private void Look(uint id, ActorMap map, List<Displaced> fresh)
    {
        _found.Clear();
        (_own ??= new OwnRows(segment)).Find(id, _found);
        if (_found.Count == 0)
            return;
        _touched.Add(id);
        var (actor, isErased, tag) = (map.ActorOf(id), map.IsErased(id), map.IsBot(id));
        foreach (var row in _found)
        {
            var isBot = tag ?? segment.IsBotEvent(row.Row);
            if (isErased || row.Actor != actor || row.IsBot != isBot)
                fresh.Add(new Displaced(row.Row, id, actor, isBot, isErased));
        }
    }

    // What is known of ids that were not touched, and what is fresh.
    private List<Displaced> Merge(List<Displaced> known, List<Displaced> fresh, Comparison<Displaced> order)
    {
        fresh.Sort(order);
        var merged = new List<Displaced>(known.Count + fresh.Count);
        var next = 0;
        foreach (var row in known)
        {
            if (_touched.Contains(row.Id))
                continue;
            while (next < fresh.Count && order(fresh[next], row) < 0)
                merged.Add(fresh[next++]);
            merged.Add(row);
        }
        merged.AddRange(fresh.Skip(next));
        return merged;
    }

    private static RowRange[] Ranges(IEnumerable<Displaced> rows)
    {
        var ranges = new List<RowRange>();
        foreach (var row in rows)
            if (ranges.Count > 0 && ranges[^1].To == row.Row)
                ranges[^1] = ranges[^1] with { To = row.Row + 1 };
            else
                ranges.Add(new RowRange(row.Row, row.Row + 1));
        return [.. ranges];
    }

    // Rows that follow each other in one run of the segment stay together: they are in order.
    private MovedRun[] Runs()
    {
        var runs = new List<MovedRun>();
        foreach (var row in _byActor)
            if (runs.Count > 0 && runs[^1] is var last && last.To == row.Row && last.Actor == row.Actor
                && last.IsBot == row.IsBot && segment.RunOf(last.From) == segment.RunOf(row.Row))
                runs[^1] = last with { To = row.Row + 1 };
            else
                runs.Add(new MovedRun(row.IsBot, row.Actor, 0, row.Row, row.Row + 1));
        return [.. runs];
    }

    /// <summary>A row that is not where its segment has it.</summary>
    private readonly record struct Displaced(int Row, uint Id, uint Actor, bool IsBot, bool IsErased)
    {
        public static int ByActor(Displaced left, Displaced right)
        {
            var order = left.IsBot.CompareTo(right.IsBot);
            if (order == 0)
                order = left.Actor.CompareTo(right.Actor);
            return order != 0 ? order : left.Row.CompareTo(right.Row);
        }
    }
}
