using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>Signs what a result stands for.</summary>
public sealed class CertifyResult(ICertificateKeys keys)
{
    /// <returns>The certificate; null where a part of the result came from snapshots, or its questions are too long.</returns>
    public async Task<string?> ExecuteAsync(TenantScope tenant, ResultMeta meta, CancellationToken cancellationToken) =>
        ResultCertificate.Of(meta) is { } certificate
            ? certificate.Sign(tenant, await keys.CurrentAsync(tenant, cancellationToken))
            : null;
}
