using System.Security.Claims;
using Analytics.Api.Access;

namespace Analytics.Api.Tenancy;

/// <summary>The tenant of the credential: a key's, or the one that a token names.</summary>
internal sealed class ClaimStrategy(string claimType) : ITenantStrategy
{
    public static ClaimStrategy OfKey { get; } = new(CallerClaims.KeyTenant);

    public static ClaimStrategy OfToken { get; } = new(CallerClaims.TokenTenant);

    public bool Grants => true;

    public IEnumerable<string> Identify(HttpContext context, ClaimsPrincipal caller) =>
        caller.FindAll(claimType).Select(claim => claim.Value);
}
