namespace Analytics.Domain.Collection;

/// <summary>What became of one event.</summary>
public enum EventStatus
{
    /// <summary>Written, and durable.</summary>
    Accepted,

    /// <summary>Its id was in the log or earlier in the same request; nothing was written.</summary>
    Duplicate,

    /// <summary>It breaks a rule; nothing was written.</summary>
    Rejected,
}

/// <summary>What became of one event and, when it was refused, why.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Problem">Null unless refused.</param>
public readonly record struct EventVerdict(EventStatus Status, Problem? Problem = null);
