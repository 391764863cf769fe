namespace Analytics.Domain.Collection;

/// <summary>What became of the events of one append, all of it durable.</summary>
/// <param name="Accepted">One entry an event, in the order given; false: its id was in the log before.</param>
/// <param name="Position">The tenant's log head after the append: pass it as <c>atLeast</c> to read one's own writes.</param>
public sealed record AppendOutcome(IReadOnlyList<bool> Accepted, long Position);
