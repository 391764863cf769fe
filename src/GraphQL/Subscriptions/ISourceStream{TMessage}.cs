using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Subscriptions;

/// <inheritdoc cref="ISourceStream"/>
/// <typeparam name="TMessage">What the topic carries.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "The name that users of the programming model know.")]
public interface ISourceStream<TMessage> : ISourceStream
{
    /// <inheritdoc cref="ISourceStream.ReadEventsAsync"/>
    new IAsyncEnumerable<TMessage> ReadEventsAsync();

    /// <summary>
    /// The events with their cursors, and among them the gaps: places where events may have been missed. Read either
    /// this or the messages, once.
    /// </summary>
    /// <exception cref="SlowConsumerException">While reading: the buffer was full, and the mode was to disconnect.</exception>
    IAsyncEnumerable<SourceEvent<TMessage>> ReadSourceEventsAsync();
}
