using System.Security.Claims;
using Analytics.Api.Hosting;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Access;

/// <summary>Changes of the tenant's keys.</summary>
[MutationType]
public static class ApiKeyMutations
{
    /// <summary>Makes a key. Its text is in the answer and can never be read again.</summary>
    /// <param name="input">What it may do.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<IssuedKeyNode> IssueApiKeyAsync(
        IssueApiKeyInput input, TenantScope tenant, ClaimsPrincipal caller, IssueApiKey issue,
        CancellationToken cancellationToken)
    {
        var issued = await issue.ExecuteAsync(
            tenant, input.ToDomain().OrRefuse(), CallerClaims.SubjectOf(caller), cancellationToken);
        return new IssuedKeyNode(new ApiKeyNode(issued.Key), issued.PlainText);
    }

    /// <summary>Changes from where and how fast a key may be used; it holds within a second.</summary>
    /// <param name="input">The key and its new limits.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<ApiKeyNode> ChangeApiKeyAsync(
        ChangeApiKeyInput input, TenantScope tenant, ClaimsPrincipal caller, ChangeApiKey change,
        CancellationToken cancellationToken)
    {
        var limits = KeyLimits.Create(input.AllowedOrigins, input.EventsPerSecond).OrRefuse();
        var changed = await change.ExecuteAsync(
            tenant, input.Id, limits, CallerClaims.SubjectOf(caller), cancellationToken);
        return new ApiKeyNode(changed.OrRefuse());
    }

    /// <summary>Withdraws a key for good; it is refused within a second.</summary>
    /// <param name="input">The key.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<ApiKeyNode> RevokeApiKeyAsync(
        RevokeApiKeyInput input, TenantScope tenant, ClaimsPrincipal caller, RevokeApiKey revoke, IApiKeyStore keys,
        CancellationToken cancellationToken)
    {
        if (!await revoke.ExecuteAsync(tenant, input.Id, CallerClaims.SubjectOf(caller), cancellationToken))
            throw new RefusedInputException(ChangeApiKey.Unknown);
        return new ApiKeyNode((await keys.ListAsync(tenant, cancellationToken)).Single(key => key.Id == input.Id));
    }
}
