using System.Collections.Frozen;

namespace Analytics.Domain.Collection;

/// <summary>What became of the events of one append, all of it durable.</summary>
/// <param name="Accepted">One entry an event, in the order given; false: it was not written.</param>
/// <param name="Position">The tenant's log head after the append: pass it as <c>atLeast</c> to read one's own writes.</param>
public sealed record AppendOutcome(IReadOnlyList<bool> Accepted, long Position)
{
    /// <summary>Places of the events that were not written because their actor was erased; the others' ids were known.</summary>
    public IReadOnlySet<int> Erased { get; init; } = FrozenSet<int>.Empty;
}
