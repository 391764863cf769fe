using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Saves the draft of a plan, and notes who did.</summary>
public sealed class SavePlanDraft(ITrackingPlans plans, IAuditLog audit)
{
    /// <param name="tenant">Whose plan.</param>
    /// <param name="definition">Checked.</param>
    /// <param name="expectedRevision">The draft's that the caller read, 0 for none; null replaces whatever there is.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>As <see cref="ITrackingPlans.SaveDraftAsync"/>.</returns>
    public async Task<PlanChange> ExecuteAsync(
        TenantScope tenant, PlanDefinition definition, int? expectedRevision, string? by,
        CancellationToken cancellationToken)
    {
        var change = await plans.SaveDraftAsync(tenant, definition, expectedRevision, by, cancellationToken);
        if (change.Saved is not { } draft)
            return change;
        var detail = new Dictionary<string, string>
        {
            ["revision"] = draft.Revision.ToString(CultureInfo.InvariantCulture),
        };
        var target = draft.Version.ToString(CultureInfo.InvariantCulture);
        await audit.AppendAsync(tenant, new AuditEntry(AuditActions.PlanDrafted, by, target, detail), cancellationToken);
        return change;
    }
}
