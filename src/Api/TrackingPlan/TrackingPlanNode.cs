using Analytics.Api.Hosting;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>One version of the tracking plan.</summary>
[GraphQLName("TrackingPlan")]
public sealed class TrackingPlanNode
{
    private readonly PlanVersion _plan;

    internal TrackingPlanNode(PlanVersion plan) => _plan = plan;

    /// <summary>From 1; the draft has the number that it is published under.</summary>
    public int Version => _plan.Version;

    /// <summary>How often the version was saved: what a change of the draft has to name.</summary>
    public int Revision => _plan.Revision;

    /// <summary>When it was saved last.</summary>
    public DateTimeOffset UpdatedAt => _plan.UpdatedAt;

    /// <summary>Who saved it; null when that is not known.</summary>
    public string? UpdatedBy => _plan.UpdatedBy;

    /// <summary>When it was published; null for the draft.</summary>
    public DateTimeOffset? PublishedAt => _plan.PublishedAt;

    /// <summary>Who published it; null for the draft.</summary>
    public string? PublishedBy => _plan.PublishedBy;

    /// <summary>What it says.</summary>
    public PlanDefinition Definition => _plan.Definition;

    /// <summary>The same as a YAML document, which <c>importTrackingPlan</c> takes.</summary>
    public string Yaml => PlanYaml.Write(_plan.Definition);

    /// <summary>What it says otherwise than another version; than an empty plan when that is 0.</summary>
    /// <param name="since">The number of the other version.</param>
    [ListSize(AssumedSize = 100)]
    public async Task<IReadOnlyList<PlanDifference>> GetChangesAsync(
        int since, TenantScope tenant, ITrackingPlans plans, CancellationToken cancellationToken)
    {
        if (since == 0)
            return PlanComparison.Compare(new PlanDefinition(), _plan.Definition);
        return await plans.FindAsync(tenant, since, cancellationToken) is { } other
            ? PlanComparison.Compare(other.Definition, _plan.Definition)
            : throw Problem.Invalid(
                "PLAN_VERSION_UNKNOWN", "The tracking plan has no version of this number.", "since").ToException();
    }
}
