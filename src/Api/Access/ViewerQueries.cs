using System.Security.Claims;
using Analytics.Api.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Access;

/// <summary>The caller.</summary>
[QueryType]
internal static class ViewerQueries
{
    /// <summary>Who am I: tenant, role and scopes of the credential that came with this request.</summary>
    [Authorize]
    public static Viewer GetMe(ClaimsPrincipal caller, [Service] TenantContextAccessor tenancy) => new(
        tenancy.Current is { } tenant ? ViewerTenant.Of(tenant.Tenant) : null,
        caller.FindFirstValue(CallerClaims.Role) ?? caller.FindFirstValue(CallerClaims.KeyRole),
        [.. caller.FindAll(CallerClaims.Scope).Select(claim => claim.Value)]);
}
