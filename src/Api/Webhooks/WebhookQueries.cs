using System.Collections.Immutable;
using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Webhooks;

/// <summary>Messages out and in.</summary>
[QueryType]
public static class WebhookQueries
{
    /// <summary>Where the tenant is told what happens.</summary>
    [ListSize(AssumedSize = ManageWebhookEndpoints.MaxEndpoints)]
    [Authorize(Policies.Manage)]
    public static Task<ImmutableArray<WebhookEndpoint>> GetWebhookEndpointsAsync(
        TenantScope tenant, IWebhookEndpoints endpoints, CancellationToken cancellationToken) =>
        endpoints.ListAsync(tenant, cancellationToken);

    /// <summary>The services whose messages become events.</summary>
    [ListSize(AssumedSize = ManageWebhookSources.MaxSources)]
    [Authorize(Policies.Manage)]
    public static Task<ImmutableArray<WebhookSource>> GetWebhookSourcesAsync(
        TenantScope tenant, IWebhookSources sources, CancellationToken cancellationToken) =>
        sources.ListAsync(tenant, cancellationToken);

    /// <summary>What was or will be sent to the tenant's endpoints, the latest first; kept for 30 days after its end.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="endpointId">Only those to this endpoint.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Manage)]
    public static async Task<Connection<WebhookDelivery>> GetWebhookDeliveriesAsync(
        WebhookDeliveryState? state, Guid? endpointId, int? first, string? after, TenantScope tenant,
        IWebhookOutbox outbox, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        Guid? before = Pages.Place(after) is not { } place ? null
            : Guid.TryParseExact(place, "D", out var id) ? id
            : throw Pages.UnknownCursor();
        var found = await outbox.ListAsync(
            tenant, new WebhookDeliveryFilter(state, endpointId), before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size)], delivery => Pages.Cursor(delivery.Id.ToString()), found.Count > size, before is not null);
    }
}
