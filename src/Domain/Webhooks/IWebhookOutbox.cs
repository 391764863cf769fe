using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>Messages to a tenant's endpoints. What is in it is sent, whatever happens to this process.</summary>
public interface IWebhookOutbox
{
    /// <summary>Puts a message to every enabled endpoint that wants its topic.</summary>
    /// <param name="tenant">Whose endpoints.</param>
    /// <param name="topic">One of <see cref="WebhookTopics"/>.</param>
    /// <param name="data">A JSON value: the member <c>data</c> of the body.</param>
    /// <param name="cancellationToken">Nothing is put.</param>
    /// <returns>How many endpoints will be told.</returns>
    Task<int> PutAsync(TenantScope tenant, string topic, string data, CancellationToken cancellationToken);

    /// <summary>Puts a message to one endpoint.</summary>
    /// <returns>The delivery; null when there is no such endpoint.</returns>
    Task<WebhookDelivery?> PutAsync(
        TenantScope tenant, Guid endpoint, string topic, string data, CancellationToken cancellationToken);

    /// <summary>The deliveries, the latest first.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">Lists those before this one; null from the latest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<WebhookDelivery>> ListAsync(
        TenantScope tenant, WebhookDeliveryFilter filter, Guid? before, int limit, CancellationToken cancellationToken);

    /// <summary>Sends a delivery again, under the same id, with all attempts before it.</summary>
    /// <returns>The delivery as it stands now; null when there is none, or its endpoint is gone.</returns>
    Task<WebhookDelivery?> ReplayAsync(TenantScope tenant, Guid delivery, CancellationToken cancellationToken);
}

/// <summary>Which deliveries.</summary>
/// <param name="State">Null for any.</param>
/// <param name="EndpointId">Null for any.</param>
public sealed record WebhookDeliveryFilter(WebhookDeliveryState? State, Guid? EndpointId);
