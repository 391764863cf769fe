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

    public RowShards(Snapshot snapshot, bool includeBots)
    {
        for (var segment = 0; segment < snapshot.Segments.Length; segment++)
        {
            AddNobody(snapshot, segment, bots: false);
            if (includeBots)
                AddNobody(snapshot, segment, bots: true);
        }
        NobodyCount = _shards.Count;
        if (snapshot.Overlay.IsEmpty)
            for (var segment = 0; segment < snapshot.Segments.Length; segment++)
            {
                AddActors(snapshot, segment, bots: false);
                if (includeBots)
                    AddActors(snapshot, segment, bots: true);
            }
        else
            AddActorRanges(new ActorShards(snapshot, includeBots));
    }

    public int Count => _shards.Count;

    /// <summary>So many shards, the first ones, are rows without an actor.</summary>
    public int NobodyCount { get; }

    public RowShard this[int shard] => _shards[shard];

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
