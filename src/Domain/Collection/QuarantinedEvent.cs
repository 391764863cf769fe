namespace Analytics.Domain.Collection;

/// <summary>An event that breaks the tracking plan, on its way into the quarantine.</summary>
/// <param name="Event">As it would have gone to the log: without what may not be kept, with what was added.</param>
/// <param name="Problem">The breach.</param>
public sealed record QuarantinedEvent(NewEvent Event, Problem Problem);

/// <summary>What became of an event that was put aside.</summary>
public enum QuarantineStatus
{
    /// <summary>It is in the quarantine, also when it was there before.</summary>
    Kept,

    /// <summary>The log has its id already.</summary>
    Duplicate,

    /// <summary>It was put aside before, and then discarded.</summary>
    Discarded,

    /// <summary>The quarantine holds as many events as it may.</summary>
    Full,

    /// <summary>Whom it is about was erased.</summary>
    ActorErased,

    /// <summary>Whom it is about does not want to be followed.</summary>
    ActorOptedOut,
}
