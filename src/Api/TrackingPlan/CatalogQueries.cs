using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>What events there are, and the plan that could be made of them.</summary>
[QueryType]
public static class CatalogQueries
{
    /// <summary>
    /// The events that there are and the properties that they have, as they were sent, history and imports included:
    /// counted, not sampled.
    /// </summary>
    /// <param name="range">Which events; all by default.</param>
    /// <param name="events">Only events of these names; all by default, of which the 500 most frequent are listed.</param>
    /// <param name="properties">Most properties of one event, 1 to 1,000. Default 100.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    [Cost(QueryCosts.Scan * 4)]
    [Authorize(Policies.Query)]
    public static async Task<EventCatalog> GetEventCatalogAsync(
        RangeInput? range, IReadOnlyList<string>? events, int? properties, long? atLeast, TenantScope tenant,
        ListEventCatalog catalog, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = new AskedCalendar(tenant, null, clock);
        var query = new PropertiesQuery
        {
            Range = range is null
                ? TimeRange.Create(EventRules.Earliest, clock.GetUtcNow() + EventRules.MaxAhead).Value
                : asked.Range(range, "range"),
            Calendar = asked.Calendar,
            Events = events is null ? [] : [.. events],
            Limit = properties ?? 100,
        };
        return (await catalog.ExecuteAsync(tenant, query, atLeast, cancellationToken)).OrThrow();
    }

    /// <summary>
    /// A tracking plan as the events of the last days suggest it: types, properties that all of an event have, few
    /// values, numbers that are never negative. What the published plan says already stays. Nothing is saved.
    /// </summary>
    /// <param name="days">1 to 400. Default 30.</param>
    /// <param name="minimumEvents">Events of fewer are left out. Default 10.</param>
    [Cost(QueryCosts.Scan * 4)]
    [Authorize(Policies.Define)]
    public static async Task<TrackingPlanProposal> GetDraftTrackingPlanAsync(
        int? days, int? minimumEvents, TenantScope tenant, ProposeTrackingPlan propose, CancellationToken cancellationToken) =>
        new((await propose.ExecuteAsync(tenant, days ?? 30, minimumEvents ?? 10, cancellationToken)).OrThrow());
}

/// <summary>A tracking plan that is saved nowhere.</summary>
/// <param name="Definition">What it says.</param>
public sealed record TrackingPlanProposal(PlanDefinition Definition)
{
    /// <summary>The same as a YAML document, which <c>importTrackingPlan</c> takes.</summary>
    public string Yaml => PlanYaml.Write(Definition);
}
