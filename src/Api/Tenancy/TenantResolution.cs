using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Access;
using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Tenancy;

/// <summary>
/// Which tenant a request is for. The credential decides; a host name or header can agree with it, or choose for a
/// platform administrator. A host name never lets anyone in: it is the caller's to write.
/// </summary>
internal sealed class TenantResolution(
    IEnumerable<ITenantStrategy> strategies, OpenTenant openTenant, IAuditLog audit)
{
    public static readonly Problem Mismatch =
        new("TENANT_MISMATCH", "The credential, the host name and the header do not name one tenant.");
    public static readonly Problem Unknown = new("TENANT_UNKNOWN", "There is no such tenant.");
    public static readonly Problem HeaderRefused =
        new("TENANT_HEADER_REFUSED", "Only a platform administrator may name a tenant in X-Tenant.");

    /// <returns>Null without a problem when the request names no tenant that the caller may use.</returns>
    public async Task<Result<TenantScope?>> ResolveAsync(
        HttpContext context, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var isPlatformAdmin = caller.HasClaim(CallerClaims.Role, Roles.PlatformAdmin);
        if (!isPlatformAdmin && context.Request.Headers.ContainsKey(HeaderStrategy.HeaderName))
            return HeaderRefused;
        var named = strategies
            .SelectMany(strategy => strategy.Identify(context, caller).Select(name => (strategy.Grants, Name: name)))
            .ToList();
        var granted = named.Exists(claim => claim.Grants);
        if (named.Count == 0 || !granted && !isPlatformAdmin)
            return (TenantScope?)null;
        if (await OpenAsync(named[0].Name, cancellationToken) is not { } tenant)
            return Unknown;
        // Compared by text: looking the others up would tell whether they exist.
        if (named.Exists(claim => !Names(tenant.Tenant, claim.Name)))
            return Mismatch;
        if (isPlatformAdmin && !granted)
            await RecordActingAsync(tenant, context, caller, cancellationToken);
        return tenant;
    }

    private Task<TenantScope?> OpenAsync(string name, CancellationToken cancellationToken) =>
        Guid.TryParseExact(name, "D", out var id)
            ? openTenant.ExecuteAsync(new TenantId(id), cancellationToken)
            : openTenant.ExecuteAsync(name, cancellationToken);

    private static bool Names(TenantInfo tenant, string name) =>
        name == tenant.Identifier || Guid.TryParseExact(name, "D", out var id) && id == tenant.Id.Value;

    /// <summary>Written before anything is done in the tenant; if it cannot be, nothing is done.</summary>
    private Task RecordActingAsync(
        TenantScope tenant, HttpContext context, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var detail = new Dictionary<string, string>
        {
            ["method"] = context.Request.Method,
            ["path"] = context.Request.Path.Value ?? "",
        };
        var subject = caller.FindFirst(CallerClaims.Subject)?.Value;
        var entry = new AuditEntry(AuditActions.ActedInTenant, subject, tenant.Id.ToString(), detail);
        return audit.AppendAsync(tenant, entry, cancellationToken);
    }
}
