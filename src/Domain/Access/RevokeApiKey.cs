using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Access;

/// <summary>Withdraws a key of a tenant for good, and notes who did.</summary>
public sealed class RevokeApiKey(IApiKeyStore keys, IAuditLog audit)
{
    /// <param name="tenant">Whose key it is; another tenant's key is not found.</param>
    /// <param name="id">The key's id.</param>
    /// <param name="actor">Who asks, for the audit log; null for the product itself.</param>
    /// <param name="cancellationToken">Gives up before the key is withdrawn.</param>
    /// <returns>False when the tenant has no such key.</returns>
    public async Task<bool> ExecuteAsync(
        TenantScope tenant, Guid id, string? actor, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(tenant, id, cancellationToken))
            return false;
        var entry = new AuditEntry(AuditActions.KeyRevoked, actor, id.ToString(), new Dictionary<string, string>());
        await audit.AppendAsync(tenant, entry, cancellationToken);
        return true;
    }
}
