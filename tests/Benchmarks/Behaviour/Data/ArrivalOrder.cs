using System.Runtime.InteropServices;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>
/// Puts the actors' events in the order in which they arrive: one in a hundred comes minutes to days late. Merges
/// arrive when the actor is first seen under the user id, bot tags in the middle, erasures at the end.
/// </summary>
internal sealed class ArrivalOrder
{
    private const int TicksPerSecond = 1_000 / Vocabulary.TickMilliseconds;
    private const double LateShare = 0.01;
    private const int ShortestDelay = 60;
    private const int LongestDelay = 3 * 86_400;

    private readonly List<EventRecord> _records;
    private readonly List<int> _seconds;
    private readonly Draws _draws = new(77);

    /// <summary>An actor has twenty events on average.</summary>
    public ArrivalOrder(int events)
    {
        (_records, _seconds) = (new(events + events / 400), new(events + events / 400));
        var actors = Math.Max(1, events / 20);
        var generator = new EventGenerator(events, actors);
        for (var actor = 0; actor < actors; actor++)
            Add(generator.Of(actor), (uint)actor);
    }

    public void Write(string path)
    {
        var order = Order();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        foreach (var index in order)
        {
            var record = _records[index];
            file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<EventRecord>(in record)));
        }
    }

    private void Add(IEnumerable<EventRecord> events, uint actor)
    {
        var first = _records.Count;
        foreach (var record in events)
        {
            var delay = _draws.Next() < LateShare
                ? Math.Min(LongestDelay, ShortestDelay + (int)_draws.Exponential(6 * 3_600)) : 0;
            _records.Add(record);
            _seconds.Add((int)(record.Tick / TicksPerSecond) + delay);
        }
        var count = _records.Count - first;
        if (count > 0)
            AddEntry(ActorKinds.Of(actor), first, count, actor);
    }

    // Records of one second keep their order here, so an entry stands behind the events that it follows.
    private void AddEntry(ActorKind kind, int first, int count, uint actor)
    {
        var seconds = CollectionsMarshal.AsSpan(_seconds).Slice(first, count);
        switch (kind)
        {
            case ActorKind.Bot:
                AddEntry(actor, RecordKind.BotTag, seconds[count / 2]);
                break;
            case ActorKind.Erased:
                var last = 0;
                foreach (var second in seconds)
                    last = Math.Max(last, second);
                AddEntry(actor, RecordKind.Erasure, last);
                break;
            case ActorKind.Merged:
                var known = (count + 1) / 2;
                foreach (ref var record in CollectionsMarshal.AsSpan(_records).Slice(first, known))
                    record = record with { Kind = RecordKind.AliasEvent };
                AddEntry(actor, RecordKind.Merge, seconds[Math.Min(known, count - 1)]);
                break;
        }
    }

    private void AddEntry(uint actor, RecordKind kind, int second)
    {
        _records.Add(new EventRecord(actor, 0, 0, 0, EventRecord.NoProduct, 0, 0, 0, 0, kind));
        _seconds.Add(second);
    }

    // A counting sort, which leaves what arrives in one second in the order of actors.
    private int[] Order()
    {
        var next = new int[Vocabulary.Days * 86_400 + LongestDelay + 1];
        foreach (var second in _seconds)
            next[second + 1]++;
        for (var second = 1; second < next.Length; second++)
            next[second] += next[second - 1];
        var order = new int[_records.Count];
        for (var index = 0; index < order.Length; index++)
            order[next[_seconds[index]]++] = index;
        return order;
    }
}
