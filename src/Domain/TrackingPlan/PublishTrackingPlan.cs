using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Publishes the draft of a plan and what it calls events.</summary>
public sealed class PublishTrackingPlan(
    ITrackingPlans plans, ICollectionRules rules, ApplyPlanRenames renames, IAuditLog audit)
{
    /// <summary>
    /// Messages that come after it are judged by the draft. Killed between the two steps, the names follow from
    /// <see cref="ApplyPlanRenames"/>, which is run from time to time.
    /// </summary>
    /// <returns>As <see cref="ITrackingPlans.PublishAsync"/>.</returns>
    public async Task<PlanChange> ExecuteAsync(
        TenantScope tenant, int version, int expectedRevision, string? by, CancellationToken cancellationToken)
    {
        var change = await plans.PublishAsync(tenant, version, expectedRevision, by, cancellationToken);
        if (change.Saved is null)
            return change;
        rules.Changed(tenant.Id);
        var target = version.ToString(CultureInfo.InvariantCulture);
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.PlanPublished, by, target, new Dictionary<string, string>()),
            cancellationToken);
        await renames.ExecuteAsync(tenant, cancellationToken);
        return change;
    }
}
