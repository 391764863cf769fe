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

    /// <summary>It breaks the tracking plan: kept aside, to be sent again once the plan or the event is mended.</summary>
    Quarantined,
}

/// <summary>What became of one event and why.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Problem">Why it was refused or put aside; of an accepted event what there is to know, such as a breach of
/// the tracking plan in mode <c>warn</c>; null when there is nothing to say.</param>
public readonly record struct EventVerdict(EventStatus Status, Problem? Problem = null);
