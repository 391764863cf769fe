namespace Analytics.Domain.Identity;

/// <summary>What one message says of an actor, ready for the log.</summary>
/// <param name="MessageId">Decides duplicates together with the ids of events: 1 to 200 characters.</param>
/// <param name="Actor">Whom it is about.</param>
/// <param name="ReceivedAt">When the collector read it; UTC, whole milliseconds.</param>
public sealed record NewActorEntry(string MessageId, ActorId Actor, DateTimeOffset ReceivedAt)
{
    /// <summary>An id that becomes the actor's, unless it or one merged into it names a person; null when nothing is merged.</summary>
    public ActorId? Alias { get; init; }

    /// <summary>Whether the actor's id names a person that the sender knows: no message merges it into another's.</summary>
    public bool NamesPerson { get; init; }

    /// <summary>Changes of the actor's properties, in the order in which they take effect.</summary>
    public IReadOnlyList<PropertyChanges> Changes { get; init; } = [];

    /// <summary>What it says of a group; null for nothing.</summary>
    public GroupTraits? Group { get; init; }
}
