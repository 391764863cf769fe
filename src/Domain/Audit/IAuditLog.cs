using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Audit;

/// <summary>The append-only record of who did what to access and data.</summary>
public interface IAuditLog
{
    /// <summary>Durable when the task completes; entries are never changed or deleted.</summary>
    /// <param name="tenant">Whose record it is; null for an entry of the platform, which no tenant reads.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="cancellationToken">Gives the entry up.</param>
    Task AppendAsync(TenantScope? tenant, AuditEntry entry, CancellationToken cancellationToken);
}
