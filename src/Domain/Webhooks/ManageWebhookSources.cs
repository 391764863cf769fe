using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>Adds, changes and removes sources, and writes down who did.</summary>
public sealed class ManageWebhookSources(IWebhookSources sources, IAuditLog audit)
{
    /// <summary>Sources of one tenant.</summary>
    public const int MaxSources = 50;

    /// <summary>Adds a source, or changes the one of an id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Null to add one.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="secret">The other service's; null makes one for a new source and keeps that of another.</param>
    /// <param name="caller">For the audit log.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The source, with its secret when one was made here; or <c>WEBHOOK_SOURCE_UNKNOWN</c>,
    /// <c>WEBHOOK_SOURCES_COUNT</c>.</returns>
    public async Task<Result<SavedWebhookSource>> SaveAsync(
        TenantScope tenant, Guid? id, WebhookSourceDraft draft, WebhookSecret? secret, string? caller,
        CancellationToken cancellationToken)
    {
        var made = id is null && secret is null ? WebhookSecret.Create() : null;
        var saved = id is { } known
            ? await sources.ChangeAsync(tenant, known, draft, secret, cancellationToken)
            : await sources.AddAsync(tenant, draft, secret ?? made!, cancellationToken);
        if (saved is null)
            return id is null
                ? Problem.Invalid("WEBHOOK_SOURCES_COUNT", $"A tenant has at most {MaxSources} sources.")
                : Unknown;
        await RecordAsync(tenant, AuditActions.WebhookSaved, caller, saved.Id, cancellationToken);
        return new SavedWebhookSource(saved, made?.Text);
    }

    /// <summary>Removes a source.</summary>
    /// <returns>Its id, or <c>WEBHOOK_SOURCE_UNKNOWN</c>.</returns>
    public async Task<Result<Guid>> RemoveAsync(
        TenantScope tenant, Guid id, string? caller, CancellationToken cancellationToken)
    {
        if (!await sources.RemoveAsync(tenant, id, cancellationToken))
            return Unknown;
        await RecordAsync(tenant, AuditActions.WebhookRemoved, caller, id, cancellationToken);
        return id;
    }

    private static Problem Unknown => Problem.Invalid("WEBHOOK_SOURCE_UNKNOWN", "There is no such source.", "id");

    private Task RecordAsync(
        TenantScope tenant, string action, string? caller, Guid target, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            tenant, new AuditEntry(action, caller, target.ToString(), new Dictionary<string, string>()), cancellationToken);
}

/// <summary>A source as it stands now.</summary>
/// <param name="Source">The source.</param>
/// <param name="Secret">What the service signs with, shown this once; null where the service brought its own.</param>
public sealed record SavedWebhookSource(WebhookSource Source, string? Secret);
