using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>A part of one segment's rows.</summary>
/// <param name="Segment">Index in the snapshot.</param>
/// <param name="From">The first row, or actor.</param>
/// <param name="To">The row or actor after the last.</param>
/// <param name="ByActor">Whether actors are meant, as the snapshot knows them; else rows as they lie.</param>
internal readonly record struct RowShard(int Segment, uint From, uint To, bool ByActor = false);

/// <summary>
/// Cuts a snapshot into parts that hold each row once, nobody's included, for figures that add up whoever the actor
/// is: rows of one segment each, read where they lie; by actor where log entries moved some of the segment's.
/// </summary>
internal sealed class RowShards
{
    private readonly List<RowShard> _shards = [];
    private readonly Snapshot _snapshot;
    private readonly bool _includeBots;

    /// <param name="snapshot">Whose rows.</param>
    /// <param name="includeBots">Whether bots' rows are there.</param>
    /// <param name="reaches">Whether a segment can have a row that counts; the others are left out where rows lie in their
    /// segments. Null reads all.</param>
    public RowShards(Snapshot snapshot, bool includeBots, Predicate<Segment>? reaches = null)
    {
        (_snapshot, _includeBots) = (snapshot, includeBots);
        var read = Enumerable.Range(0, snapshot.Segments.Length)
            .Where(segment => reaches is null || reaches(snapshot.Segments[segment])).ToArray();
        foreach (var segment in read)
        {
            AddNobody(snapshot, segment, bots: false);
            if (includeBots)
                AddNobody(snapshot, segment, bots: true);
        }
        NobodyCount = _shards.Count;
        foreach (var segment in read)
            if (!snapshot.Overlay.Excluded(segment).IsEmpty)
                AddActorRanges(snapshot, segment);
            else
            {
                AddActors(snapshot, segment, bots: false);
                if (includeBots)
                    AddActors(snapshot, segment, bots: true);
            }
    }

    public int Count => _shards.Count;

    /// <summary>So many shards, the first ones, are rows without an actor.</summary>
    public int NobodyCount { get; }

    public RowShard this[int shard] => _shards[shard];

    /// <summary>A pass over all of them.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="columns">What it reads.</param>
    public Pass Pass(string name, ShardColumns columns) => new(
        name, Count, columns, () => Rows(_shards) + _shards.Where(shard => shard.ByActor).Select(shard => shard.Segment).Distinct()
            .Sum(segment => RowsByActor(segment, bots: false) + (_includeBots ? RowsByActor(segment, bots: true) : 0)));

    /// <summary>Rows without an actor.</summary>
    public long NobodysRows() => Rows(_shards.Take(NobodyCount));

    private long Rows(IEnumerable<RowShard> shards) => shards.Where(shard => !shard.ByActor)
        .Sum(shard => _snapshot.Overlay.Left(shard.Segment, (int)shard.From, (int)shard.To));

    private long RowsByActor(int index, bool bots)
    {
        var rows = ActorShards.RowsLeft(_snapshot, index, bots);
        foreach (var moved in _snapshot.Overlay.Moved(bots))
            rows += moved.Segment == index ? moved.To - moved.From : 0;
        return rows;
    }

    private void AddNobody(Snapshot snapshot, int index, bool bots)
    {
        var segment = snapshot.Segments[index];
        var (run, end) = segment.Runs(bots);
        if (run == end || segment.Actors[run] != 0)
            return;
        var (from, to) = (segment.ActorStarts[run], segment.ActorStarts[run + 1]);
        for (var row = from; row < to; row += ActorShards.ShardSize)
            _shards.Add(new RowShard(index, row, Math.Min(row + ActorShards.ShardSize, to)));
    }

    // Cut between actors, so that each shard has its actors whole as far as the segment goes.
    private void AddActors(Snapshot snapshot, int index, bool bots)
    {
        var segment = snapshot.Segments[index];
        var (run, end) = segment.Runs(bots);
        if (run < end && segment.Actors[run] == 0)
            run++;
        var starts = segment.ActorStarts[..(end + 1)];
        while (run < end)
        {
            var behind = starts[run..].BinarySearch(starts[run] + ActorShards.ShardSize);
            var next = Math.Min(end, run + (behind < 0 ? ~behind : behind));
            _shards.Add(new RowShard(index, starts[run], starts[next]));
            run = next;
        }
    }

    // Whoever has rows of it by now; bots', which are few, are read with the people's.
    private void AddActorRanges(Snapshot snapshot, int index)
    {
        var segment = snapshot.Segments[index];
        var (run, end) = segment.Runs(bots: false);
        var starts = segment.ActorStarts[..(end + 1)];
        var from = 1u;
        while (run < end)
        {
            var behind = starts[run..].BinarySearch(starts[run] + ActorShards.ShardSize);
            run = Math.Min(end, run + (behind < 0 ? ~behind : behind));
            if (run == end)
                break;
            _shards.Add(new RowShard(index, from, segment.Actors[run], ByActor: true));
            from = segment.Actors[run];
        }
        _shards.Add(new RowShard(index, from, uint.MaxValue, ByActor: true));
    }
}
