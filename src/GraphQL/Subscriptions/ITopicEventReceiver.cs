namespace Analytics.GraphQL.Subscriptions;

/// <summary>Subscribes to topics. As a resolver's parameter it does so within the caller's partition.</summary>
public interface ITopicEventReceiver
{
    /// <summary>Subscribes; a slow reader gets the latest message.</summary>
    /// <exception cref="InvalidOperationException">The topic carries messages of another type, or there is no partition.</exception>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName, CancellationToken cancellationToken = default);

    /// <summary>Subscribes with a buffer of one's own.</summary>
    /// <param name="topicName">The topic, within the partition.</param>
    /// <param name="bufferCapacity">Unread messages that are kept; null for 1.</param>
    /// <param name="bufferFullMode">What happens to further ones; null for <see cref="TopicBufferFullMode.DropOldest"/>.</param>
    /// <param name="cancellationToken">Cancels subscribing, not the stream.</param>
    /// <exception cref="InvalidOperationException">The topic carries messages of another type, or there is no partition.</exception>
    ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName, int? bufferCapacity, TopicBufferFullMode? bufferFullMode,
        CancellationToken cancellationToken = default);
}
