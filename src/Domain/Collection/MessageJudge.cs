using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>
/// Judges the messages of one request: what may be known of the sender, what the tracking plan says, what is added, and
/// when it happened, in this order, so that what may not be kept is seen by nothing that comes after.
/// </summary>
internal sealed class MessageJudge(CollectionRules rules, CollectionSource source, ReceptionWindow window)
{
    private readonly CollectionRules _rules = rules;
    private readonly CollectionSource _source = source;

    /// <summary>The event as it goes to the log, or why it does not.</summary>
    public Result<NewEvent> Judge(EventDraft draft) => window.Place(draft);

    /// <summary>What a message says of an actor as it goes to the log, or why it does not.</summary>
    public Result<NewActorEntry> Judge(ActorDraft draft) => window.Place(draft);
}
