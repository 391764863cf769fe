namespace Analytics.GraphQL.Subscriptions;

/// <summary>One subscription to a topic.</summary>
internal sealed class TopicStream<T>(Topic topic, int capacity, TopicBufferFullMode mode)
    : TopicSubscriber(topic), ISourceStream<T>
{
    private readonly EventBuffer<SourceEvent<T>> _buffer = new(capacity, mode);

    public override int Capacity => capacity;

    public override TopicBufferFullMode Mode => mode;

    public override void Offer(object? message, string? cursor)
    {
        if (!_buffer.Offer(new SourceEvent<T>((T)message!, cursor)))
            _buffer.Complete(new SlowConsumerException());
    }

    public override void OfferGap()
    {
        if (!_buffer.Offer(SourceEvent<T>.Gap))
            _buffer.Complete(new SlowConsumerException());
    }

    public override void Complete() => _buffer.Complete();

    public override ValueTask<bool> MoveNextAsync() => _buffer.WaitAsync();

    public override bool TryTake(out SourceItem item)
    {
        var taken = _buffer.TryTake(out var next);
        item = new SourceItem(next.Value, next.Cursor, next.IsGap);
        return taken;
    }

    public override void Stop() => _buffer.Complete(discard: true);

    public override ValueTask DisposeAsync()
    {
        Leave();
        Stop();
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<SourceEvent<T>> ReadSourceEventsAsync()
    {
        while (await MoveNextAsync().ConfigureAwait(false))
            if (_buffer.TryTake(out var next))
                yield return next;
    }

    public async IAsyncEnumerable<T> ReadEventsAsync()
    {
        await foreach (var next in ReadSourceEventsAsync().ConfigureAwait(false))
            if (!next.IsGap)
                yield return next.Value;
    }

    async IAsyncEnumerable<object?> ISourceStream.ReadEventsAsync()
    {
        await foreach (var message in ReadEventsAsync().ConfigureAwait(false))
            yield return message;
    }
}
