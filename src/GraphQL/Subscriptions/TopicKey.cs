namespace Analytics.GraphQL.Subscriptions;

/// <summary>Which topic. The two parts are never joined to one text, so that no name can reach into another partition.</summary>
/// <param name="Partition">Whose topic; null when the host has no partitions.</param>
/// <param name="Name">Its name there; may hold anything.</param>
internal readonly record struct TopicKey(string? Partition, string Name);
