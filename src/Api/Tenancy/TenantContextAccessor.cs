using Analytics.Domain.Tenancy;

namespace Analytics.Api.Tenancy;

/// <summary>
/// The tenant of one request. Filled once by tenancy; resolvers and endpoints ask their services
/// for a <see cref="TenantScope"/> instead, which throws when there is none.
/// </summary>
internal sealed class TenantContextAccessor
{
    private bool _signedIn;

    /// <summary>Null when the request has no tenant.</summary>
    public TenantScope? Current { get; private set; }

    /// <exception cref="TenantRequiredException">The request has no tenant.</exception>
    public TenantScope Required => Current ?? throw new TenantRequiredException(_signedIn);

    public void Fill(TenantScope? tenant, bool signedIn) => (Current, _signedIn) = (tenant, signedIn);

    /// <summary>Gives the same tenant to other scopes, now and later.</summary>
    public Action<TenantContextAccessor> Copy()
    {
        var (tenant, signedIn) = (Current, _signedIn);
        return other => other.Fill(tenant, signedIn);
    }
}
