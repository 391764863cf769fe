namespace Analytics.Domain.Collection;

/// <summary>From now on, and for what is past, events of one name count as those of another.</summary>
/// <param name="Position">Its place in its tenant's log: the last one of a name holds.</param>
/// <param name="From">The name as sent.</param>
/// <param name="To">The name that figures show, which is itself not renamed; null takes the rename back.</param>
public sealed record EventRenamed(long Position, string From, string? To) : LogEntry(Position);
