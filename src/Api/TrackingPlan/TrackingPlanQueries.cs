using System.Text.Json;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.TrackingPlan;

/// <summary>What events are to look like.</summary>
[QueryType]
public static class TrackingPlanQueries
{
    /// <summary>The tracking plan that events are judged by, another version of it, or the draft of the next.</summary>
    /// <param name="version">A version's number; the published one by default. Null when there is none.</param>
    /// <param name="draft">True for the draft, whatever its number.</param>
    [Cost(10)]
    [Authorize(Policies.Query)]
    public static async Task<TrackingPlanNode?> GetTrackingPlanAsync(
        int? version, bool? draft, TenantScope tenant, ITrackingPlans plans, CancellationToken cancellationToken)
    {
        var found = draft == true ? await plans.DraftAsync(tenant, cancellationToken)
            : version is { } wanted ? await plans.FindAsync(tenant, wanted, cancellationToken)
            : await plans.PublishedAsync(tenant, cancellationToken);
        return found is null ? null : new TrackingPlanNode(found);
    }

    /// <summary>All versions of the tracking plan, the latest first; the draft, if there is one, leads.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<TrackingPlanNode>> GetTrackingPlanVersionsAsync(
        int? first, string? after, TenantScope tenant, ITrackingPlans plans, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var before = (int?)NumberPages.Place(after);
        var found = await plans.ListAsync(tenant, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size).Select(plan => new TrackingPlanNode(plan))],
            node => NumberPages.Cursor(node.Version), found.Count > size, before is not null);
    }

    /// <summary>What the tracking plan would make of an event; nothing of it is kept.</summary>
    /// <param name="name">The event's.</param>
    /// <param name="properties">An object of named values; none by default.</param>
    /// <param name="version">A version, or the draft's number; the published one by default.</param>
    [Cost(10)]
    [Authorize(Policies.Query)]
    public static async Task<EventCheckNode> GetCheckEventAsync(
        string name, JsonElement? properties, int? version, TenantScope tenant, CheckEvent check,
        CancellationToken cancellationToken) =>
        new((await check.ExecuteAsync(tenant, name, JsonBytes.Of(properties), version, cancellationToken)).OrThrow());
}
