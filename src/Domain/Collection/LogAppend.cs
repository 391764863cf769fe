using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>What is written to a tenant's log in one piece.</summary>
/// <param name="Events">In the order of their positions.</param>
public sealed record LogAppend(IReadOnlyList<NewEvent> Events)
{
    /// <summary>Statements about actors, in the order in which they take effect.</summary>
    public IReadOnlyList<NewActorEntry> Actors { get; init; } = [];

    /// <summary>The API key that it came with, which shares the tenant's turns with others; null without one.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>How many events and statements.</summary>
    public int Count => Events.Count + Actors.Count;
}
