using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>
/// From now on, and for what is past, the alias's events are the actor's; <see cref="IdentityState"/> says how several
/// merges add up.
/// </summary>
/// <param name="Position">Its place in its tenant's log.</param>
/// <param name="Alias">An id as sent.</param>
/// <param name="Actor">Another one.</param>
public sealed record ActorsMerged(long Position, string Alias, string Actor) : LogEntry(Position);
