using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>A part of a snapshot's rows: a range of actors, or rows of one segment.</summary>
/// <param name="Segment">Index in the snapshot; -1 for a range of actors.</param>
/// <param name="From">The first actor or row.</param>
/// <param name="To">The actor or row after the last.</param>
internal readonly record struct RowShard(int Segment, uint From, uint To);

/// <summary>
/// Cuts a snapshot into parts that hold each row once, nobody's included, for figures that add up whoever the actor
/// is. As long as no log entry moved rows these are rows of one segment each, read where they lie.
/// </summary>
internal sealed class RowShards
{
    private readonly List<RowShard> _shards = [];
    private readonly Snapshot _snapshot;
    private readonly ActorShards? _ranges;

    /// <param name="snapshot">Whose rows.</param>
    /// <param name="includeBots">Whether bots' rows are there.</param>
    /// <param name="reaches">Whether a segment can have a row that counts; the others are left out where rows lie in their
    /// segments. Null reads all.</param>
    public RowShards(Snapshot snapshot, bool includeBots, Predicate<Segment>? reaches = null)
    {
        _snapshot = snapshot;
        var read = Enumerable.Range(0, snapshot.Segments.Length)
            .Where(segment => reaches is null || reaches(snapshot.Segments[segment])).ToArray();
        foreach (var segment in read)
        {
            AddNobody(snapshot, segment, bots: false);
            if (includeBots)
                AddNobody(snapshot, segment, bots: true);
        }
        NobodyCount = _shards.Count;
        if (snapshot.Overlay.IsEmpty)
            foreach (var segment in read)
            {
                AddActors(snapshot, segment, bots: false);
                if (includeBots)
                    AddActors(snapshot, segment, bots: true);
            }
        else
            AddActorRanges(_ranges = new ActorShards(snapshot, includeBots));
    }

    public int Count => _shards.Count;

    /// <summary>So many shards, the first ones, are rows without an actor.</summary>
    public int NobodyCount { get; }

    public RowShard this[int shard] => _shards[shard];

    /// <summary>A pass over all of them.</summary>
    /// <param name="name">What it does.</param>
    /// <param name="columns">What it reads.</param>
    public Pass Pass(string name, ShardColumns columns) => new(
        name, Count, columns, () => Rows(_shards) + (_ranges?.Rows() ?? 0));

    /// <summary>Rows without an actor.</summary>
    public long NobodysRows() => Rows(_shards.Take(NobodyCount));

    private long Rows(IEnumerable<RowShard> shards) => shards.Where(shard => shard.Segment >= 0)
        .Sum(shard => _snapshot.Overlay.Left(shard.Segment, (int)shard.From, (int)shard.To));

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

    private void AddActorRanges(ActorShards ranges)
    {
        for (var i = 0; i < ranges.Count; i++)
            _shards.Add(new RowShard(-1, ranges[i].From, ranges[i].To));
    }
}
