using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>Counts the sessions that match and start in the range, and keeps the first ones of a list.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="order">Of the list.</param>
/// <param name="limit">Most of them.</param>
internal struct PlaceSink(SessionScope scope, PlaceOrder order, int limit) : ISessionSink
{
    // The last one of those kept is at the head, and goes when an earlier one comes.
    private readonly PriorityQueue<FoundPlace, FoundPlace> _kept = new(order.LastFirst);
    private FoundPlace _before;

    /// <summary>How many there are in all.</summary>
    public long Count { get; private set; }

    /// <summary>Those kept, in no order.</summary>
    public readonly IEnumerable<FoundPlace> Kept => _kept.UnorderedItems.Select(item => item.Element);

    public void Add(ShardRows rows, uint actor, in SessionSpan span)
    {
        var start = rows.Times.At((int)span.First);
        var number = _before.Actor == actor && _before.Start == start ? _before.Number + 1 : 0;
        _before = new FoundPlace(start, actor, number);
        if (!span.Matches || start < scope.From || start >= scope.To)
            return;
        Count++;
        if (!order.IsBehind(_before))
            return;
        if (_kept.Count < limit)
            _kept.Enqueue(_before, _before);
        else
            _kept.EnqueueDequeue(_before, _before);
    }

    public readonly void Dispose()
    {
        // What is kept is bounded by the limit.
    }
}
