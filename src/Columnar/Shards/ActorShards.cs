using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>
/// Cuts a snapshot into ranges of actors with about <see cref="ShardSize"/> rows each, so that one thread has all
/// events of an actor before it.
/// </summary>
internal sealed class ActorShards
{
    /// <summary>Rows of a shard: the columns that a question reads of them fit the second-level cache.</summary>
    public const int ShardSize = 1 << 16;

    // Segments are looked at every so many rows; the size of a shard is right to about one such step a segment.
    private const int Step = ShardSize / 16;
    private readonly Snapshot _snapshot;
    private readonly bool _includeBots;
    private readonly uint[] _bounds;

    public ActorShards(Snapshot snapshot, bool includeBots)
    {
        (_snapshot, _includeBots) = (snapshot, includeBots);
        _bounds = snapshot.ActorBounds.GetOrAdd(includeBots, static (bots, snapshot) => Cut(snapshot, bots), snapshot);
    }

    public int Count => _bounds.Length - 1;

    /// <summary>Actors from the first to before the second; never 0, which is nobody.</summary>
    public (uint From, uint To) this[int shard] => (_bounds[shard], _bounds[shard + 1]);

    /// <summary>A pass over all of them.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="columns">What it reads.</param>
    public Pass Pass(string name, ShardColumns columns) => new(name, Count, columns, Rows);

    /// <summary>Rows of all shards, from what segments and the overlay say of themselves.</summary>
    public long Rows() => PeopleOrBots(bots: false) + (_includeBots ? PeopleOrBots(bots: true) : 0);

    private long PeopleOrBots(bool bots)
    {
        var rows = 0L;
        for (var index = 0; index < _snapshot.Segments.Length; index++)
            rows += RowsLeft(_snapshot, index, bots);
        foreach (var moved in _snapshot.Overlay.Moved(bots))
            rows += moved.To - moved.From;
        return rows;
    }

    /// <summary>Rows of a segment's actors that are where it has them.</summary>
    internal static long RowsLeft(Snapshot snapshot, int index, bool bots)
    {
        var segment = snapshot.Segments[index];
        var (run, end) = segment.Runs(bots);
        if (run < end && segment.Actors[run] == 0)
            run++;
        return snapshot.Overlay.Left(index, (int)segment.ActorStarts[run], (int)segment.ActorStarts[end]);
    }

    private static uint[] Cut(Snapshot snapshot, bool includeBots)
    {
        var marks = new List<(uint Actor, int Rows)>();
        foreach (var segment in snapshot.Segments)
        {
            AddMarks(segment, bots: false, marks);
            if (includeBots)
                AddMarks(segment, bots: true, marks);
        }
        marks.Sort();
        var bounds = new List<uint> { 1 };
        var rows = 0;
        foreach (var mark in marks)
        {
            rows += mark.Rows;
            if (rows < ShardSize || mark.Actor <= bounds[^1])
                continue;
            bounds.Add(mark.Actor);
            rows = 0;
        }
        return [.. bounds, uint.MaxValue];
    }

    // The first actor behind each step, with the rows passed since the mark before.
    private static void AddMarks(Segment segment, bool bots, List<(uint Actor, int Rows)> marks)
    {
        var (from, to) = segment.Runs(bots);
        if (from < to && segment.Actors[from] == 0)
            from++;
        var actors = segment.Actors;
        var starts = segment.ActorStarts[..(to + 1)];
        for (var run = from; run < to;)
        {
            var behind = starts[run..].BinarySearch(starts[run] + Step);
            var next = Math.Min(to, run + (behind < 0 ? ~behind : behind));
            if (next < to)
                marks.Add((actors[next], (int)(starts[next] - starts[run])));
            run = next;
        }
    }
}
