using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>
/// An id and all that was collected under it are gone for good. The log keeps no more than a keyed hash of it, to know
/// the id if it comes again.
/// </summary>
/// <param name="Position">Its place in its tenant's log.</param>
/// <param name="Key">The tenant's secret for <see cref="ErasedId.Hash"/>; 32 bytes.</param>
/// <param name="Hash">The id's keyed hash; 32 bytes.</param>
public sealed record ActorErased(long Position, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Hash) : LogEntry(Position);
