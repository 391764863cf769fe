namespace Analytics.GraphQL.Subscriptions;

/// <summary>What happens to a message when a subscriber has not yet read those before it and its buffer is full.</summary>
public enum TopicBufferFullMode
{
    /// <summary>The oldest unread message gives way; with a buffer of one, subscribers get the latest.</summary>
    DropOldest,

    /// <summary>The newest unread message gives way.</summary>
    DropNewest,

    /// <summary>The message itself is dropped.</summary>
    DropWrite,

    /// <summary>The subscriber gets what is buffered, then an error that says from where to resume, and the end.</summary>
    Disconnect,
}
