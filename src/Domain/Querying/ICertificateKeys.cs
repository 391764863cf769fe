using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>Secrets that a tenant's certificates are signed with. No API reads them.</summary>
public interface ICertificateKeys
{
    /// <summary>The key that signs now; made when there is none yet.</summary>
    Task<CertificateKey> CurrentAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>A key that signed once.</summary>
    /// <returns>Null for an id that the tenant has no key of.</returns>
    Task<CertificateKey?> FindAsync(TenantScope tenant, string id, CancellationToken cancellationToken);
}

/// <summary>A secret with its name.</summary>
/// <param name="Id">Stands in what it signed; letters and digits.</param>
/// <param name="Secret">Of <see cref="Length"/> bytes.</param>
public sealed record CertificateKey(string Id, ReadOnlyMemory<byte> Secret)
{
    /// <summary>Bytes of a secret.</summary>
    public const int Length = 32;
}
