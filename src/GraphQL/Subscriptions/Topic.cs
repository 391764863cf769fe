namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// A topic while somebody is subscribed to it. Messages reach all subscribers in the same order, since they are handed
/// over under one lock, which is short: handing over is putting into a buffer.
/// </summary>
internal sealed class Topic(TopicHub hub, TopicKey key, Type messageType)
{
    private readonly Lock _lock = new();
    private readonly List<TopicSubscriber> _subscribers = [];
    private bool _isClosed;

    public TopicKey Key { get; } = key;

    public Type MessageType { get; } = messageType;

    public int SubscriberCount
    {
        get
        {
            lock (_lock)
                return _subscribers.Count;
        }
    }

    /// <summary>Adds a subscriber; false when the topic has just been given up.</summary>
    public bool TryAdd(TopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;
            subscriber.Index = _subscribers.Count;
            _subscribers.Add(subscriber);
            return true;
        }
    }

    /// <summary>Removes a subscriber, and the topic from its hub with the last one.</summary>
    public void Remove(TopicSubscriber subscriber)
    {
        lock (_lock)
        {
            if (subscriber.Index < 0)
                return;
            // The last one takes the place: removal costs the same however many there are.
            var last = _subscribers[^1];
            (_subscribers[subscriber.Index], last.Index) = (last, subscriber.Index);
            _subscribers.RemoveAt(_subscribers.Count - 1);
            subscriber.Index = -1;
            if (_subscribers.Count > 0)
                return;
            _isClosed = true;
        }
        hub.Remove(this);
    }

    public void Offer(object? message, string? cursor)
    {
        lock (_lock)
            foreach (var subscriber in _subscribers)
                subscriber.Offer(message, cursor);
    }

    public void OfferGap()
    {
        lock (_lock)
            foreach (var subscriber in _subscribers)
                subscriber.OfferGap();
    }

    public void Complete()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var subscriber in _subscribers)
            {
                subscriber.Complete();
                subscriber.Index = -1;
            }
            _subscribers.Clear();
        }
        hub.Remove(this);
    }
}
