namespace Analytics.Domain.Collection;

/// <summary>What became of one append, all of it durable.</summary>
/// <param name="Events">One entry an event, in the order given.</param>
/// <param name="Position">The tenant's log head after the append: pass it as <c>atLeast</c> to read one's own writes.</param>
public sealed record AppendOutcome(IReadOnlyList<AppendStatus> Events, long Position)
{
    /// <summary>One entry a statement about an actor, in the order given.</summary>
    public IReadOnlyList<AppendStatus> Actors { get; init; } = [];

    /// <summary>One entry an event: whether it was written.</summary>
    public IReadOnlyList<bool> Accepted => [.. Events.Select(status => status == AppendStatus.Written)];
}

/// <summary>What became of one event, or of one statement about an actor.</summary>
public enum AppendStatus
{
    /// <summary>It is in the log.</summary>
    Written,

    /// <summary>The log has its id already; nothing was written.</summary>
    Duplicate,

    /// <summary>Whom it is about was erased; nothing was written.</summary>
    ActorErased,

    /// <summary>Whom it is about does not want to be followed; nothing was written.</summary>
    ActorOptedOut,

    /// <summary>
    /// A statement is in the log, but for the merge: the alias is another actor's already, names a person, or was erased.
    /// </summary>
    NotMerged,
}
