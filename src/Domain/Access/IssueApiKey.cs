using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Access;

/// <summary>Makes a key for a tenant, and notes who made it.</summary>
public sealed class IssueApiKey(IApiKeyStore keys, IAuditLog audit)
{
    /// <param name="tenant">Whose key it will be.</param>
    /// <param name="key">What it may do.</param>
    /// <param name="actor">Who asks, for the audit log; null for the product itself.</param>
    /// <param name="cancellationToken">Gives up before the key exists.</param>
    /// <returns>The key with its text, which cannot be had again.</returns>
    public async Task<IssuedApiKey> ExecuteAsync(
        TenantScope tenant, NewApiKey key, string? actor, CancellationToken cancellationToken)
    {
        var issued = await keys.CreateAsync(tenant, key, cancellationToken);
        var detail = new Dictionary<string, string> { ["scopes"] = string.Join(' ', issued.Key.Scopes) };
        var entry = new AuditEntry(AuditActions.KeyIssued, actor, issued.Key.Id.ToString(), detail);
        await audit.AppendAsync(tenant, entry, cancellationToken);
        return issued;
    }
}
