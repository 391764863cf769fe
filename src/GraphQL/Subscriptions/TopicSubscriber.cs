namespace Analytics.GraphQL.Subscriptions;

/// <summary>What a topic knows of a subscriber.</summary>
internal abstract class TopicSubscriber(Topic topic) : SourceReader
{
    /// <summary>The topic.</summary>
    public Topic Topic { get; } = topic;

    /// <summary>The subscriber's place in the topic's list; -1 when it is in none.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Unread messages that are kept.</summary>
    public abstract int Capacity { get; }

    /// <summary>What happens to further ones.</summary>
    public abstract TopicBufferFullMode Mode { get; }

    /// <summary>Hands over a message without waiting.</summary>
    public abstract void Offer(object? message, string? cursor);

    /// <summary>Says that messages may have been missed.</summary>
    public abstract void OfferGap();

    /// <summary>Ends the subscription once what is buffered was read.</summary>
    public abstract void Complete();

    /// <summary>Leaves the topic at once; what is buffered can still be read.</summary>
    public void Leave() => Topic.Remove(this);
}
