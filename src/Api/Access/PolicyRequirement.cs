using System.Security.Claims;
using Analytics.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace Analytics.Api.Access;

/// <summary>Who passes a policy.</summary>
/// <param name="Roles">A token with any of them passes.</param>
/// <param name="KeyScope">A key passes with this scope; null when no key does.</param>
/// <param name="KeyRoles">Of which the key must act in one; null when it needs none.</param>
/// <param name="WithinTenant">True when a tenant must have been resolved.</param>
internal sealed record PolicyRequirement(
    IReadOnlyList<string> Roles, string? KeyScope, IReadOnlyList<string>? KeyRoles, bool WithinTenant)
    : IAuthorizationRequirement
{
    // A platform administrator who acts in a tenant acts as its admin.
    private static readonly string[] Admins = [Domain.Access.Roles.Admin, Domain.Access.Roles.PlatformAdmin];
    private static readonly string[] Analysts = [Domain.Access.Roles.Analyst, .. Admins];
    private static readonly string[] Everyone = [Domain.Access.Roles.Viewer, .. Analysts];

    /// <summary>The policies by name.</summary>
    public static IReadOnlyDictionary<string, PolicyRequirement> ByPolicy { get; } =
        new Dictionary<string, PolicyRequirement>
        {
            [Policies.Query] = new(Everyone, ApiKeyScopes.Query, Everyone, WithinTenant: true),
            [Policies.Define] = new(Analysts, ApiKeyScopes.Manage, Analysts, WithinTenant: true),
            [Policies.Manage] = new(Admins, ApiKeyScopes.Manage, Admins, WithinTenant: true),
            [Policies.Collect] = new(Analysts, ApiKeyScopes.Collect, null, WithinTenant: true),
            [Policies.Import] = new(Analysts, ApiKeyScopes.Collect, Analysts, WithinTenant: true),
            [Policies.Platform] = new([Domain.Access.Roles.PlatformAdmin], null, null, WithinTenant: false),
        };

    /// <summary>True when one of the caller's credentials suffices by itself; two never add up.</summary>
    public bool Admits(ClaimsPrincipal caller) => caller.Identities.Any(identity =>
        Roles.Any(role => identity.HasClaim(CallerClaims.Role, role)) || AdmitsKey(identity));

    private bool AdmitsKey(ClaimsIdentity identity) =>
        KeyScope is not null && identity.HasClaim(CallerClaims.Scope, KeyScope)
        && (KeyRoles is null || KeyRoles.Any(role => identity.HasClaim(CallerClaims.KeyRole, role)));
}
