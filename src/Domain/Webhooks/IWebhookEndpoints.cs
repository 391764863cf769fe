using System.Collections.Immutable;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>A tenant's endpoints.</summary>
public interface IWebhookEndpoints
{
    /// <summary>All of them, the oldest first.</summary>
    Task<ImmutableArray<WebhookEndpoint>> ListAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Adds an endpoint, unless the tenant has as many as it may.</summary>
    /// <returns>Null when it has.</returns>
    Task<WebhookEndpoint?> AddAsync(
        TenantScope tenant, WebhookEndpointDraft draft, WebhookSecret secret, CancellationToken cancellationToken);

    /// <summary>Changes an endpoint.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="secret">Takes the place of the one before; null keeps that.</param>
    /// <param name="cancellationToken">Nothing is changed.</param>
    /// <returns>Null when there is none of this id.</returns>
    Task<WebhookEndpoint?> ChangeAsync(
        TenantScope tenant, Guid id, WebhookEndpointDraft draft, WebhookSecret? secret, CancellationToken cancellationToken);

    /// <summary>Removes an endpoint; what was to be sent to it has failed.</summary>
    /// <returns>False when there is none of this id.</returns>
    Task<bool> RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);
}
