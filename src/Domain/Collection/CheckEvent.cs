using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Collection;

/// <summary>Says what a plan would make of an event, and keeps nothing of it.</summary>
public sealed class CheckEvent(ITrackingPlans plans)
{
    /// <summary>Judges an event by one version of the plan.</summary>
    /// <param name="tenant">Whose plan.</param>
    /// <param name="name">The event's.</param>
    /// <param name="properties">A JSON object.</param>
    /// <param name="version">A version or the draft's number; null for the one that is published.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The verdict, what is wrong with the event in itself, or <c>PLAN_VERSION_UNKNOWN</c>.</returns>
    public async Task<Result<EventCheck>> ExecuteAsync(
        TenantScope tenant, string name, ReadOnlyMemory<byte> properties, int? version, CancellationToken cancellationToken)
    {
        if (!EventDraft.Create(new EventInput(name) { Properties = properties }).TryGet(out var draft, out var problem))
            return problem;
        var found = version is { } wanted
            ? await plans.FindAsync(tenant, wanted, cancellationToken)
            : await plans.PublishedAsync(tenant, cancellationToken);
        if (found is null && version is not null)
            return Problem.Invalid("PLAN_VERSION_UNKNOWN", "The tracking plan has no version of this number.", "version");
        var plan = found is null ? PublishedPlan.None : PublishedPlan.Compile(found.Version, found.Definition);
        var input = PlanJudge.WithoutDenied(plan, draft.Input);
        var breaches = plan.Check(name, input.Properties);
        return new EventCheck(plan.Version, StatusOf(breaches), breaches, input.Properties);
    }

    private static EventStatus StatusOf(IReadOnlyList<PlanBreach> breaches) =>
        breaches.Count == 0 ? EventStatus.Accepted : breaches.Max(breach => breach.Consequence) switch
        {
            PlanConsequence.Refusal => EventStatus.Rejected,
            PlanConsequence.Quarantine => EventStatus.Quarantined,
            _ => EventStatus.Accepted,
        };
}

/// <summary>What a plan would make of an event.</summary>
/// <param name="Version">The plan's; 0 when none is published.</param>
/// <param name="Status">The verdict, as far as the plan goes.</param>
/// <param name="Breaches">At most 50.</param>
/// <param name="Properties">What would be stored: a JSON object in UTF-8 without what is denied.</param>
public sealed record EventCheck(
    int Version, EventStatus Status, IReadOnlyList<PlanBreach> Breaches, ReadOnlyMemory<byte> Properties);
