using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>Events that count as one thing.</summary>
/// <param name="Events">Names, any of which matches; empty for any event.</param>
/// <param name="Filter">A condition on the event; null for none.</param>
public sealed record EventSelector(ImmutableArray<string> Events, EventFilter? Filter = null)
{
    /// <summary>Every event.</summary>
    public static EventSelector Any { get; } = new([]);

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() => CheckNamed(0);

    /// <summary>The properties that its filter looks at.</summary>
    public IEnumerable<PropertyRef> Properties() => Filter?.Properties() ?? [];

    internal Problem? CheckNamed(int least) =>
        QueryRules.Names(Events, least, "events") ?? FilterRules.Check(Filter, "filter");
}
