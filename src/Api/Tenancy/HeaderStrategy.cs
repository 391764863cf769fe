using System.Security.Claims;

namespace Analytics.Api.Tenancy;

/// <summary>The tenant that a platform administrator names in <c>X-Tenant</c>.</summary>
internal sealed class HeaderStrategy : ITenantStrategy
{
    public const string HeaderName = "X-Tenant";

    public bool Grants => false;

    public IEnumerable<string> Identify(HttpContext context, ClaimsPrincipal caller) =>
        context.Request.Headers[HeaderName].Select(value => value?.Trim() ?? "");
}
