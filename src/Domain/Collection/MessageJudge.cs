using Analytics.Domain.Collection.Enrichment;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;

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
    private readonly PublishedPlan _plan = rules.Plan;

    /// <summary>The version of the plan that it judges by.</summary>
    public int PlanVersion => _plan.Version;

    /// <summary>The event as it goes to the log, or why it does not.</summary>
    public Judgement Judge(EventDraft draft)
    {
        var passage = _privacy.Judge(draft.Input);
        if (passage.Input is not { } permitted)
            return new Judgement(null, passage.Problem);
        PlanBreach? breach = null;
        if (!_plan.JudgesNothing)
        {
            permitted = PlanJudge.WithoutDenied(_plan, permitted);
            breach = PlanJudge.Worst(_plan, permitted.Name, permitted.Properties);
            if (breach?.Consequence == PlanConsequence.Refusal)
                return breach.Problem;
        }

        var (input, isBot) = _enricher.Enrich(permitted, passage.IsAnonymous);
        // What is added may be denied, too.
        if (!_plan.JudgesNothing)
            input = PlanJudge.WithoutDenied(_plan, input);
        if (!window.Place(draft.Id, input, isBot).TryGet(out var placed, out var problem))
            return problem;
        return new Judgement(
            placed, breach?.Problem ?? passage.Problem, breach?.Consequence == PlanConsequence.Quarantine);
    }

    /// <summary>What a message says of an actor as it goes to the log, or why it does not.</summary>
    public Result<NewActorEntry> Judge(ActorDraft draft) =>
        _privacy.Judge(draft.Input).Then(permitted => _enricher.Clean(PlanJudge.WithoutDenied(_plan, draft.Name, permitted)))
            .TryGet(out var input, out var problem)
            ? window.Place(draft.With(input))
            : problem;
}
