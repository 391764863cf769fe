using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Finds what became of one message without reading the log from its start.</summary>
public interface IEventLocator
{
    /// <summary>What a tenant's log has of a message.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="messageId">As it was sent; letter case counts.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>Null when the log never took the id.</returns>
    Task<LocatedMessage?> FindAsync(TenantScope tenant, string messageId, CancellationToken cancellationToken);
}

/// <summary>
/// What the log has of a message that it took: an event, or entries about actors. It has neither when they are gone
/// since (erased, or older than what is kept), or when the id was taken before its place was noted.
/// </summary>
/// <param name="MessageId">As it was sent.</param>
public sealed record LocatedMessage(string MessageId)
{
    /// <summary>The event; null when the message was none.</summary>
    public StoredEvent? Event { get; init; }

    /// <summary>What it said of actors, by position.</summary>
    public IReadOnlyList<LogEntry> Entries { get; init; } = [];
}
