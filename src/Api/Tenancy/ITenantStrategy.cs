using System.Security.Claims;

namespace Analytics.Api.Tenancy;

/// <summary>One way in which a request names its tenant.</summary>
internal interface ITenantStrategy
{
    /// <summary>True for a credential, which gives the right to what it names; others only point.</summary>
    bool Grants { get; }

    /// <returns>The tenants that it names, by id or identifier; usually one or none.</returns>
    IEnumerable<string> Identify(HttpContext context, ClaimsPrincipal caller);
}
