using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>
/// Judges the messages of one request: what may be known of the sender, what the tracking plan says, what is added, and
/// when it happened, in this order, so that what may not be kept is seen by nothing that comes after.
/// </summary>
internal sealed class MessageJudge(
    TenantId tenant, CollectionRules rules, CollectionSource source, ReceptionWindow window)
{
    private readonly PrivacyGate _privacy = new(tenant, rules, source);
    private readonly Enricher _enricher = new(rules, source);

    /// <summary>The event as it goes to the log, or why it does not.</summary>
    public Judgement Judge(EventDraft draft)
    {
        var passage = _privacy.Judge(draft.Input);
        if (passage.Input is not { } permitted)
            return new Judgement(null, passage.Problem);
        var (input, isBot) = _enricher.Enrich(permitted, passage.IsAnonymous);
        return window.Place(draft.Id, input, isBot).TryGet(out var placed, out var problem)
            ? new Judgement(placed, passage.Problem)
            : new Judgement(null, problem);
    }

    /// <summary>What a message says of an actor as it goes to the log, or why it does not.</summary>
    public Result<NewActorEntry> Judge(ActorDraft draft) =>
        _privacy.Judge(draft.Input).Then(_enricher.Clean).TryGet(out var input, out var problem)
            ? window.Place(draft.With(input))
            : problem;
}
