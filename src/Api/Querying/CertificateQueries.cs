using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>What results were, later on.</summary>
[QueryType]
public static class CertificateQueries
{
    // A metric with a formula and a comparison asks about as many questions.
    private const double Questions = 4 * QueryCosts.Scan;

    /// <summary>Checks the certificate of a result: its signature, then the figures, by asking the same questions again as of
    /// its watermark.</summary>
    /// <param name="certificate">As <c>meta.certificate</c> gave it.</param>
    [Cost(Questions)]
    [Authorize(Policies.Query)]
    public static async Task<CertificateCheck?> GetVerifyCertificateAsync(
        string certificate, TenantScope tenant, VerifyCertificate verify, CancellationToken cancellationToken) =>
        (await verify.ExecuteAsync(tenant, certificate, cancellationToken)).OrThrow();
}
