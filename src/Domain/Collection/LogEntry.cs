namespace Analytics.Domain.Collection;

/// <summary>
/// Something that can change an answer: an event, or what became known of actors. Everything of the kind is written
/// to the tenant's one log.
/// </summary>
/// <param name="Position">Its place in its tenant's log, from 1, in commit order; what privacy erased leaves gaps.</param>
public abstract record LogEntry(long Position);
