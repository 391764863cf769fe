using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>What is decided of all events of an id, past and future ones.</summary>
/// <param name="Position">Its place in its tenant's log: the last tag holds.</param>
/// <param name="Actor">An id as sent; ids merged with it are judged by themselves.</param>
/// <param name="IsBot">True for a robot's, false for a person's, null for as each was collected.</param>
public sealed record ActorTaggedBot(long Position, string Actor, bool? IsBot) : LogEntry(Position);
