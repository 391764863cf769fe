namespace Analytics.GraphQL.Subscriptions;

/// <summary>A message on its way between processes.</summary>
/// <param name="Partition">Whose topic; null for a host without partitions.</param>
/// <param name="Topic">The topic's name there; may hold anything.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Cursor">Where a later subscription can go on; null for nowhere.</param>
/// <param name="Json">The message as UTF-8 JSON; empty where the kind has none.</param>
public sealed record TopicMessage(
    string? Partition, string Topic, TopicMessageKind Kind, string? Cursor, ReadOnlyMemory<byte> Json);

/// <summary>What a message says.</summary>
public enum TopicMessageKind
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>Values of the topic may have been missed.</summary>
    Gap,

    /// <summary>The topic ends for those who are subscribed to it.</summary>
    Completion,
}
