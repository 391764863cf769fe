using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Subscriptions;

/// <summary>The events of a topic, for one subscriber. Disposing it gives up the subscription.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The name that users of the programming model know.")]
public interface ISourceStream : IAsyncDisposable
{
    /// <summary>The messages, from the moment of subscribing; read them once.</summary>
    /// <exception cref="SlowConsumerException">While reading: the buffer was full, and the mode was to disconnect.</exception>
    IAsyncEnumerable<object?> ReadEventsAsync();
}
