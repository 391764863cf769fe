using System.Security.Cryptography;
using System.Text;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>Keys in memory, other ones for each tenant.</summary>
public sealed class FakeCertificateKeys : ICertificateKeys
{
    /// <summary>The key that signs now; earlier ones are known, too.</summary>
    public int Current { get; set; } = 1;

    public Task<CertificateKey> CurrentAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Task.FromResult(Key(tenant, Current));

    public Task<CertificateKey?> FindAsync(TenantScope tenant, string id, CancellationToken cancellationToken) => Task.FromResult(
        Enumerable.Range(1, Current).Select(number => Key(tenant, number)).FirstOrDefault(key => key.Id == id));

    private static CertificateKey Key(TenantScope tenant, int number) =>
        new($"k{number}", SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Id.Value} {number}")));
}
