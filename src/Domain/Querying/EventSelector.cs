using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>Events that count as one thing.</summary>
/// <param name="Events">Names, any of which matches; empty for any event.</param>
/// <param name="Filter">A condition on the event; null for none.</param>
public sealed record EventSelector(ImmutableArray<string> Events, EventFilter? Filter = null)
{
    /// <summary>Every event.</summary>
    public static EventSelector Any { get; } = new([]);
}
