namespace Analytics.Domain.Querying;

/// <summary>What is computed over the matching events.</summary>
public enum Aggregation
{
    /// <summary>Number of events.</summary>
    Count,

    /// <summary>Exact decimal sum of a numeric property; events without it add nothing.</summary>
    Sum,

    /// <summary>Exact number of distinct actors; events without an actor do not count.</summary>
    UniqueActors,

    /// <summary>Exact number of sessions with a matching event; events without an actor do not count.</summary>
    UniqueSessions,
}
