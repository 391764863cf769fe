using System.Collections.Concurrent;

namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// The topics of a process and who is subscribed to them. Messages that nobody is subscribed to are forgotten.
/// </summary>
/// <param name="requiresPartition">Whether every topic belongs to a partition, such as a tenant.</param>
public sealed class TopicHub(bool requiresPartition = false) : IDisposable
{
    private readonly ConcurrentDictionary<TopicKey, Topic> _topics = new();

    /// <summary>Whether every topic belongs to a partition, such as a tenant.</summary>
    public bool RequiresPartition { get; } = requiresPartition;

    /// <summary>Topics to which somebody is subscribed.</summary>
    public int TopicCount => _topics.Count;

    /// <summary>Subscriptions to all topics.</summary>
    public int SubscriberCount => _topics.Values.Sum(topic => topic.SubscriberCount);

    /// <summary>A sender to the topics of a partition; null for a host without partitions.</summary>
    /// <exception cref="InvalidOperationException">There is no partition and the hub requires one.</exception>
    public ITopicEventSender SenderFor(string? partition) => new TopicClient(this, Checked(partition));

    /// <summary>A receiver of the topics of a partition; null for a host without partitions.</summary>
    /// <exception cref="InvalidOperationException">There is no partition and the hub requires one.</exception>
    public ITopicEventReceiver ReceiverFor(string? partition) => new TopicClient(this, Checked(partition));

    /// <summary>Ends the streams of all subscribers.</summary>
    public void Dispose()
    {
        foreach (var topic in _topics.Values)
            topic.Complete();
    }

    internal TopicStream<T> Subscribe<T>(TopicKey key, int capacity, TopicBufferFullMode mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        while (true)
        {
            var topic = _topics.GetOrAdd(key, static (key, hub) => new Topic(hub, key, typeof(T)), this);
            if (topic.MessageType != typeof(T))
                throw Mismatch(topic, typeof(T));
            var stream = new TopicStream<T>(topic, capacity, mode);
            if (topic.TryAdd(stream))
                return stream;
        }
    }

    internal void Send<T>(TopicKey key, SourceEvent<T> message)
    {
        if (!_topics.TryGetValue(key, out var topic))
            return;
        if (!topic.MessageType.IsAssignableFrom(message.Value?.GetType() ?? typeof(T)))
            throw Mismatch(topic, typeof(T));
        if (message.IsGap)
            topic.OfferGap();
        else
            topic.Offer(message.Value, message.Cursor);
    }

    internal void Complete(TopicKey key)
    {
        if (_topics.TryGetValue(key, out var topic))
            topic.Complete();
    }

    internal void Remove(Topic topic) => _topics.TryRemove(new KeyValuePair<TopicKey, Topic>(topic.Key, topic));

    private string? Checked(string? partition) => partition is null && RequiresPartition
        ? throw new InvalidOperationException("Topics belong to a partition here, and none is given.")
        : partition;

    private static InvalidOperationException Mismatch(Topic topic, Type type) =>
        new($"The topic {topic.Key.Name} carries {topic.MessageType}, not {type}.");
}
