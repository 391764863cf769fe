using Analytics.Domain.Audit;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Has past events looked at with the list of robots, and notes who wanted it.</summary>
public sealed class RequestBotRetag(IBotRetags retags, IAuditLog audit)
{
    /// <returns>How it stands.</returns>
    public async Task<BotRetag> ExecuteAsync(TenantScope tenant, string? by, CancellationToken cancellationToken)
    {
        var retag = await retags.RequestAsync(tenant, cancellationToken);
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.RetagRequested, by, null, new Dictionary<string, string>()),
            cancellationToken);
        return retag;
    }
}
