namespace Analytics.Domain.Tenancy;

/// <summary>
/// The right to read and write one tenant's rows. Every port, use case, file path and cache key asks for one;
/// only <see cref="OpenTenant"/> makes one, from a tenant that exists in the store.
/// </summary>
public sealed class TenantScope
{
    internal TenantScope(TenantInfo tenant) => Tenant = tenant;

    /// <summary>The tenant as it was when the scope was opened.</summary>
    public TenantInfo Tenant { get; }

    /// <summary>The tenant's identity.</summary>
    public TenantId Id => Tenant.Id;
}
