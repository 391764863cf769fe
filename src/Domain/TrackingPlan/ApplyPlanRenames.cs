using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Makes the renames of the published plan those of the tenant's log; changes nothing when they are.</summary>
public sealed class ApplyPlanRenames(ITrackingPlans plans, IEventRenames renames)
{
    /// <summary>Safe to repeat: the last of several that run at once may be older by one version until it is run again.</summary>
    public async Task ExecuteAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        if (await plans.PublishedAsync(tenant, cancellationToken) is not { } published)
            return;
        await renames.SetAsync(tenant, PlanRules.Renamed(published.Definition).Value, cancellationToken);
    }
}
