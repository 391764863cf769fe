using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// The field of the subscription type is answered at each message of a topic, or of what the method
/// <see cref="With"/> returns. The topic is named by <see cref="TopicAttribute"/>, else like the method.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>
    /// A static method of the class, called once when a client subscribes, with parameters like a resolver's. It returns
    /// <see cref="IAsyncEnumerable{T}"/> or <see cref="ISourceStream{TMessage}"/>, also through a task; of values or
    /// of <see cref="SourceEvent{T}"/>. What it throws refuses the subscription. Null for a topic.
    /// </summary>
    public string? With { get; set; }

    /// <summary>Messages of a topic that are kept for a subscriber that has not read them; by default the latest.</summary>
    public int BufferCapacity { get; set; } = 1;

    /// <summary>What happens to further ones.</summary>
    public TopicBufferFullMode BufferFullMode { get; set; }
}
