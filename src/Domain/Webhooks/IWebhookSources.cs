using System.Collections.Immutable;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>A tenant's sources of messages.</summary>
public interface IWebhookSources
{
    /// <summary>All of them, the oldest first.</summary>
    Task<ImmutableArray<WebhookSource>> ListAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>One of them with its key; at most a second old.</summary>
    /// <returns>Null when there is none of this id.</returns>
    ValueTask<KeyedWebhookSource?> FindAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Adds a source, unless the tenant has as many as it may.</summary>
    /// <returns>Null when it has.</returns>
    Task<WebhookSource?> AddAsync(
        TenantScope tenant, WebhookSourceDraft draft, WebhookSecret secret, CancellationToken cancellationToken);

    /// <summary>Changes a source.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="secret">Takes the place of the one before; null keeps that.</param>
    /// <param name="cancellationToken">Nothing is changed.</param>
    /// <returns>Null when there is none of this id.</returns>
    Task<WebhookSource?> ChangeAsync(
        TenantScope tenant, Guid id, WebhookSourceDraft draft, WebhookSecret? secret, CancellationToken cancellationToken);

    /// <summary>Removes a source; its events stay.</summary>
    /// <returns>False when there is none of this id.</returns>
    Task<bool> RemoveAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken);
}

/// <summary>A source and what its messages are signed with.</summary>
/// <param name="Source">The source.</param>
/// <param name="Key">The key's bytes.</param>
public sealed record KeyedWebhookSource(WebhookSource Source, ReadOnlyMemory<byte> Key);

/// <summary>Whose a source is: who sends to it names nothing else.</summary>
public interface IWebhookSourceTenants
{
    /// <returns>Null when there is no such source.</returns>
    Task<TenantId?> TenantOfAsync(Guid source, CancellationToken cancellationToken);
}
