using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>Changes of the tracking plan: a draft is saved, then published for good.</summary>
[MutationType]
public static class TrackingPlanMutations
{
    /// <summary>Saves the draft of the next version.</summary>
    /// <param name="input">The draft.</param>
    [Authorize(Policies.Define)]
    [Error<InputError>]
    [Error<ConflictException>]
    public static async Task<TrackingPlanNode> SaveTrackingPlanDraftAsync(
        SaveTrackingPlanDraftInput input, TenantScope tenant, ClaimsPrincipal caller, SavePlanDraft save,
        CancellationToken cancellationToken)
    {
        var plan = input.Plan.ToDomain();
        if (plan.Check() is { } problem)
            throw new RefusedInputException(problem.Under("plan"));
        var change = await save.ExecuteAsync(
            tenant, plan, input.ExpectedRevision, CallerClaims.SubjectOf(caller), cancellationToken);
        return Saved(change, input.ExpectedRevision);
    }

    /// <summary>Publishes the draft: messages are judged by it at once, on other nodes within a second.</summary>
    /// <param name="input">Which draft.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    [Error<ConflictException>]
    public static async Task<TrackingPlanNode> PublishTrackingPlanAsync(
        PublishTrackingPlanInput input, TenantScope tenant, ClaimsPrincipal caller, PublishTrackingPlan publish,
        CancellationToken cancellationToken) =>
        Saved(
            await publish.ExecuteAsync(
                tenant, input.Version, input.ExpectedRevision, CallerClaims.SubjectOf(caller), cancellationToken),
            input.ExpectedRevision);

    /// <summary>
    /// Takes a YAML document for the draft, and publishes it where asked to. A document that says what the published
    /// version says changes nothing, so that it can be sent from every build.
    /// </summary>
    /// <param name="input">The plan.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    [Error<ConflictException>]
    public static async Task<TrackingPlanNode> ImportTrackingPlanAsync(
        ImportTrackingPlanInput input, TenantScope tenant, ClaimsPrincipal caller, ITrackingPlans plans,
        SavePlanDraft save, PublishTrackingPlan publish, CancellationToken cancellationToken)
    {
        var plan = PlanYaml.Read(input.Yaml).OrRefuse();
        var published = await plans.PublishedAsync(tenant, cancellationToken);
        if (published is not null && PlanComparison.Compare(published.Definition, plan).IsEmpty)
            return new TrackingPlanNode(published);
        var by = CallerClaims.SubjectOf(caller);
        var change = await save.ExecuteAsync(tenant, plan, input.ExpectedRevision, by, cancellationToken);
        if (change.Saved is { } draft && input.Publish)
            change = await publish.ExecuteAsync(tenant, draft.Version, draft.Revision, by, cancellationToken);
        return Saved(change, input.ExpectedRevision ?? 0);
    }

    private static TrackingPlanNode Saved(PlanChange change, int expectedRevision) => change.Saved is { } saved
        ? new TrackingPlanNode(saved)
        : throw new ConflictException(expectedRevision, change.ActualRevision);
}

/// <summary>A draft of the tracking plan.</summary>
/// <param name="Plan">What it says.</param>
/// <param name="ExpectedRevision">The revision of the draft that the caller read, 0 when there was none.</param>
public sealed record SaveTrackingPlanDraftInput(PlanInput Plan, int ExpectedRevision);

/// <summary>Which draft is published.</summary>
/// <param name="Version">The draft's.</param>
/// <param name="ExpectedRevision">The revision of the draft that the caller read.</param>
public sealed record PublishTrackingPlanInput(int Version, int ExpectedRevision);

/// <summary>A tracking plan as YAML.</summary>
public sealed record ImportTrackingPlanInput
{
    /// <summary>At most 1,048,576 characters; no anchors, aliases or tags.</summary>
    public required string Yaml { get; init; }

    /// <summary>The revision of the draft that the caller read, 0 when there was none; null replaces whatever draft there is.</summary>
    public int? ExpectedRevision { get; init; }

    /// <summary>Whether it is published at once.</summary>
    [DefaultValue(false)]
    public bool Publish { get; init; }
}
