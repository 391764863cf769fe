using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>Changes of what the tenant decided about the events that it takes.</summary>
[MutationType]
public static class CollectionSettingsMutations
{
    /// <summary>Changes privacy and how the tenant's own people are known; it holds from the next message on, on other
    /// nodes within a second.</summary>
    /// <param name="input">What changes.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    [Error<ConflictException>]
    public static async Task<CollectionSettings> UpdateCollectionSettingsAsync(
        UpdateCollectionSettingsInput input, TenantScope tenant, ClaimsPrincipal caller, ICollectionSettings settings,
        UpdateCollectionSettings update, CancellationToken cancellationToken)
    {
        var known = await settings.ReadAsync(tenant, cancellationToken);
        ConflictException.ThrowIfStale(input.ExpectedVersion, known.Version);
        return (await update.ExecuteAsync(
                tenant, input.ApplyTo(known), caller.FindFirstValue(CallerClaims.Subject), cancellationToken)).OrRefuse()
            ?? throw new ConflictException(input.ExpectedVersion);
    }
}
