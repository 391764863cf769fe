namespace Analytics.Domain.Collection;

/// <summary>What became of a request's events.</summary>
/// <param name="Verdicts">One an event, in the order sent.</param>
/// <param name="Accepted">How many were written.</param>
/// <param name="Position">
/// The tenant's log position that covers them, to read one's own writes with; null when every event was refused.
/// </param>
public sealed record CollectionReceipt(IReadOnlyList<EventVerdict> Verdicts, int Accepted, long? Position);
