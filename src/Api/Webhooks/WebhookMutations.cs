using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Webhooks;

/// <summary>Setting up messages out and in.</summary>
[MutationType]
public static class WebhookMutations
{
    /// <summary>Adds or changes an endpoint; messages are signed as Standard Webhooks 1.0 has it.</summary>
    /// <param name="input">What it is to be.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<SavedWebhookEndpoint> SaveWebhookEndpointAsync(
        SaveWebhookEndpointInput input, TenantScope tenant, ClaimsPrincipal caller, ManageWebhookEndpoints endpoints,
        WebhookTargets targets, CancellationToken cancellationToken) =>
        (await endpoints.SaveAsync(
            tenant, input.Id, input.ToDomain(targets).OrRefuse(), input.RenewSecret ?? false, SubjectOf(caller),
            cancellationToken)).OrRefuse();

    /// <summary>Removes an endpoint; what was to be sent to it has failed.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    [UseMutationConvention(PayloadFieldName = "removedId")]
    public static async Task<Guid> RemoveWebhookEndpointAsync(
        RemoveWebhookEndpointInput input, TenantScope tenant, ClaimsPrincipal caller, ManageWebhookEndpoints endpoints,
        CancellationToken cancellationToken) =>
        (await endpoints.RemoveAsync(tenant, input.Id, SubjectOf(caller), cancellationToken)).OrRefuse();

    /// <summary>Sends an endpoint the message <c>webhook.test</c>.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<WebhookDelivery> TestWebhookEndpointAsync(
        TestWebhookEndpointInput input, TenantScope tenant, ManageWebhookEndpoints endpoints,
        CancellationToken cancellationToken) =>
        (await endpoints.TestAsync(tenant, input.Id, cancellationToken)).OrRefuse();

    /// <summary>Sends a delivery again, under the same id.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<WebhookDelivery> ReplayWebhookDeliveryAsync(
        ReplayWebhookDeliveryInput input, TenantScope tenant, ClaimsPrincipal caller, ManageWebhookEndpoints endpoints,
        CancellationToken cancellationToken) =>
        (await endpoints.ReplayAsync(tenant, input.Id, SubjectOf(caller), cancellationToken)).OrRefuse();

    /// <summary>Adds or changes a source; its messages are posted to <c>/v1/webhooks/{id}</c>.</summary>
    /// <param name="input">What it is to be.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<SavedWebhookSource> SaveWebhookSourceAsync(
        SaveWebhookSourceInput input, TenantScope tenant, ClaimsPrincipal caller, ManageWebhookSources sources,
        CancellationToken cancellationToken) =>
        (await sources.SaveAsync(
            tenant, input.Id, input.ToDomain().OrRefuse(),
            input.Secret is { } secret ? WebhookSecret.Parse(secret).OrRefuse() : null, SubjectOf(caller),
            cancellationToken)).OrRefuse();

    /// <summary>Removes a source; its events stay.</summary>
    /// <param name="input">Which.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    [UseMutationConvention(PayloadFieldName = "removedId")]
    public static async Task<Guid> RemoveWebhookSourceAsync(
        RemoveWebhookSourceInput input, TenantScope tenant, ClaimsPrincipal caller, ManageWebhookSources sources,
        CancellationToken cancellationToken) =>
        (await sources.RemoveAsync(tenant, input.Id, SubjectOf(caller), cancellationToken)).OrRefuse();

    private static string? SubjectOf(ClaimsPrincipal caller) => caller.FindFirstValue(CallerClaims.Subject);
}
