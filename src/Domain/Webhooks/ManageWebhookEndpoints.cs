using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>Adds, changes and removes endpoints, and writes down who did.</summary>
public sealed class ManageWebhookEndpoints(IWebhookEndpoints endpoints, IWebhookOutbox outbox, IAuditLog audit)
{
    /// <summary>Endpoints of one tenant.</summary>
    public const int MaxEndpoints = 20;

    /// <summary>Adds an endpoint, or changes the one of an id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Null to add one.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="renewSecret">Whether one that is there gets a new secret.</param>
    /// <param name="caller">For the audit log.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The endpoint, with its secret when that is new; or <c>WEBHOOK_ENDPOINT_UNKNOWN</c>,
    /// <c>WEBHOOK_ENDPOINTS_COUNT</c>.</returns>
    public async Task<Result<SavedWebhookEndpoint>> SaveAsync(
        TenantScope tenant, Guid? id, WebhookEndpointDraft draft, bool renewSecret, string? caller,
        CancellationToken cancellationToken)
    {
        var secret = id is null || renewSecret ? WebhookSecret.Create() : null;
        var saved = id is { } known
            ? await endpoints.ChangeAsync(tenant, known, draft, secret, cancellationToken)
            : await endpoints.AddAsync(tenant, draft, secret!, cancellationToken);
        if (saved is null)
            return id is null
                ? Problem.Invalid("WEBHOOK_ENDPOINTS_COUNT", $"A tenant has at most {MaxEndpoints} endpoints.")
                : Unknown("id");
        await RecordAsync(tenant, AuditActions.WebhookSaved, caller, saved.Id, saved.Url.Host, cancellationToken);
        return new SavedWebhookEndpoint(saved, secret?.Text);
    }

    /// <summary>Removes an endpoint.</summary>
    /// <returns>Its id, or <c>WEBHOOK_ENDPOINT_UNKNOWN</c>.</returns>
    public async Task<Result<Guid>> RemoveAsync(
        TenantScope tenant, Guid id, string? caller, CancellationToken cancellationToken)
    {
        if (!await endpoints.RemoveAsync(tenant, id, cancellationToken))
            return Unknown("id");
        await RecordAsync(tenant, AuditActions.WebhookRemoved, caller, id, null, cancellationToken);
        return id;
    }

    /// <summary>Sends an endpoint a message that says nothing but that it arrived.</summary>
    /// <returns>The delivery, or <c>WEBHOOK_ENDPOINT_UNKNOWN</c>.</returns>
    public async Task<Result<WebhookDelivery>> TestAsync(TenantScope tenant, Guid id, CancellationToken cancellationToken) =>
        await outbox.PutAsync(tenant, id, WebhookTopics.Test, "{}", cancellationToken) is { } delivery
            ? delivery
            : Unknown("id");

    /// <summary>Sends a delivery again under its id.</summary>
    /// <returns>The delivery, or <c>WEBHOOK_DELIVERY_UNKNOWN</c>.</returns>
    public async Task<Result<WebhookDelivery>> ReplayAsync(
        TenantScope tenant, Guid delivery, string? caller, CancellationToken cancellationToken)
    {
        if (await outbox.ReplayAsync(tenant, delivery, cancellationToken) is not { } replayed)
            return Problem.Invalid(
                "WEBHOOK_DELIVERY_UNKNOWN", "There is no such delivery, or its endpoint was removed.", "id");
        await RecordAsync(tenant, AuditActions.WebhookReplayed, caller, delivery, null, cancellationToken);
        return replayed;
    }

    private static Problem Unknown(string path) =>
        Problem.Invalid("WEBHOOK_ENDPOINT_UNKNOWN", "There is no such endpoint.", path);

    private Task RecordAsync(
        TenantScope tenant, string action, string? caller, Guid target, string? host, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            tenant,
            new AuditEntry(
                action, caller, target.ToString(),
                new Dictionary<string, string>(host is null ? [] : [new("host", host)])),
            cancellationToken);
}

/// <summary>An endpoint as it stands now.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Secret">What its messages are signed with, shown this once; null when it stays as it was.</param>
public sealed record SavedWebhookEndpoint(WebhookEndpoint Endpoint, string? Secret);
