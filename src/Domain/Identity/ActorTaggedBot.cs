using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>All events of an id are a robot's, past and future ones; or are so no longer.</summary>
/// <param name="Position">Its place in its tenant's log: the last tag holds.</param>
/// <param name="Actor">An id as sent; ids merged with it are judged by themselves.</param>
/// <param name="IsBot">False takes the tag away; events tagged at collection stay a robot's.</param>
public sealed record ActorTaggedBot(long Position, string Actor, bool IsBot) : LogEntry(Position);
