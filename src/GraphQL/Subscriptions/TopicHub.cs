using System.Collections.Concurrent;
using System.Text.Json;

namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// The topics of a process and who is subscribed to them. Messages that nobody is subscribed to are forgotten.
/// </summary>
/// <param name="requiresPartition">Whether every topic belongs to a partition, such as a tenant.</param>
/// <param name="backplane">Carries messages between processes, as JSON; null where this is the only one.</param>
public sealed class TopicHub(bool requiresPartition = false, ITopicBackplane? backplane = null) : IDisposable
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

    /// <summary>Hands a message that the backplane brought to the subscribers of its topic.</summary>
    public void Receive(TopicMessage message)
    {
        if (!_topics.TryGetValue(new TopicKey(message.Partition, message.Topic), out var topic))
            return;
        if (message.Kind == TopicMessageKind.Completion)
            topic.Complete();
        else if (message.Kind == TopicMessageKind.Value && TryRead(message, topic.MessageType, out var value))
            topic.Offer(value, message.Cursor);
        else
            topic.OfferGap();
    }

    /// <summary>Tells all subscribers that messages may have been missed.</summary>
    public void ReportGap()
    {
        foreach (var topic in _topics.Values)
            topic.OfferGap();
    }

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

    internal ValueTask SendAsync<T>(TopicKey key, SourceEvent<T> message, CancellationToken cancellationToken)
    {
        if (backplane is null)
        {
            Offer(key, message);
            return ValueTask.CompletedTask;
        }
        return backplane.PublishAsync(
            new TopicMessage(
                key.Partition, key.Name, message.IsGap ? TopicMessageKind.Gap : TopicMessageKind.Value, message.Cursor,
                message.IsGap ? default : JsonSerializer.SerializeToUtf8Bytes(message.Value)),
            cancellationToken);
    }

    internal ValueTask CompleteAsync(TopicKey key)
    {
        if (backplane is not null)
            // Whoever completes a topic has nobody who could cancel it.
            return backplane.PublishAsync(
                new TopicMessage(key.Partition, key.Name, TopicMessageKind.Completion, null, default), CancellationToken.None);
        if (_topics.TryGetValue(key, out var topic))
            topic.Complete();
        return ValueTask.CompletedTask;
    }

    internal void Remove(Topic topic) => _topics.TryRemove(new KeyValuePair<TopicKey, Topic>(topic.Key, topic));

    private void Offer<T>(TopicKey key, SourceEvent<T> message)
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

    // What another process means by the topic may be something else: then its subscribers have missed a message.
    private static bool TryRead(TopicMessage message, Type type, out object? value)
    {
        try
        {
            value = JsonSerializer.Deserialize(message.Json.Span, type);
            return value is not null || !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            value = null;
            return false;
        }
    }

    private string? Checked(string? partition) => partition is null && RequiresPartition
        ? throw new InvalidOperationException("Topics belong to a partition here, and none is given.")
        : partition;

    private static InvalidOperationException Mismatch(Topic topic, Type type) =>
        new($"The topic {topic.Key.Name} carries {topic.MessageType}, not {type}.");
}
