namespace Analytics.Domain.Funnels;

/// <summary>What a funnel counts.</summary>
public enum FunnelCount
{
    /// <summary>Each actor once, with the attempt that gets furthest, on a tie the earliest.</summary>
    Actors,

    /// <summary>Attempts that do not overlap, from the left.</summary>
    Attempts,

    /// <summary>Attempts inside one session, each session once.</summary>
    Sessions,

    /// <summary>Each value of a group property once: the events of all its actors make one path.</summary>
    Groups,
}
