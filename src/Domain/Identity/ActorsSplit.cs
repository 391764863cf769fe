using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>Undoes the merge of an alias: figures are again what they would be without it.</summary>
/// <param name="Position">Its place in its tenant's log.</param>
/// <param name="Alias">The id that was merged; what was merged into it stays with it.</param>
public sealed record ActorsSplit(long Position, string Alias) : LogEntry(Position);
