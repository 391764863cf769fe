namespace Analytics.GraphQL.Subscriptions;

/// <summary>The topics of one partition.</summary>
internal sealed class TopicClient(TopicHub hub, string? partition) : ITopicEventSender, ITopicEventReceiver
{
    /// <summary>Subscribes to a topic.</summary>
    public TopicStream<T> Subscribe<T>(string topicName, int bufferCapacity, TopicBufferFullMode bufferFullMode) =>
        hub.Subscribe<T>(new TopicKey(partition, topicName), bufferCapacity, bufferFullMode);

    public ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken) =>
        SendAsync(topicName, new SourceEvent<TMessage>(message), cancellationToken);

    public ValueTask SendAsync<TMessage>(
        string topicName, SourceEvent<TMessage> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return hub.SendAsync(new TopicKey(partition, topicName), message, cancellationToken);
    }

    public ValueTask CompleteAsync(string topicName) => hub.CompleteAsync(new TopicKey(partition, topicName));

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName, CancellationToken cancellationToken) =>
        SubscribeAsync<TMessage>(topicName, null, null, cancellationToken);

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(
        string topicName, int? bufferCapacity, TopicBufferFullMode? bufferFullMode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Subscribe<TMessage>(
            topicName, bufferCapacity ?? 1, bufferFullMode ?? TopicBufferFullMode.DropOldest));
    }
}
