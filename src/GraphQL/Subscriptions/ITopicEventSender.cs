namespace Analytics.GraphQL.Subscriptions;

/// <summary>
/// Sends messages to topics. As a resolver's parameter it sends within the caller's partition; elsewhere
/// <see cref="TopicHub.SenderFor"/> makes one for a partition.
/// </summary>
public interface ITopicEventSender
{
    /// <summary>Sends a message to everyone who is subscribed to the topic now.</summary>
    /// <exception cref="InvalidOperationException">Subscribers expect messages of another type, or there is no partition.</exception>
    ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default);

    /// <summary>Sends a message with a cursor.</summary>
    /// <exception cref="InvalidOperationException">Subscribers expect messages of another type, or there is no partition.</exception>
    ValueTask SendAsync<TMessage>(
        string topicName, SourceEvent<TMessage> message, CancellationToken cancellationToken = default);

    /// <summary>Ends the streams of all who are subscribed to the topic now.</summary>
    ValueTask CompleteAsync(string topicName);
}
