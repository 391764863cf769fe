using Analytics.Domain.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Analytics.Infrastructure.Postgres;

/// <summary>EF Core for one tenant's rows, under row-level security.</summary>
internal sealed class TenantDbContexts(TenantConnections connections)
{
    /// <summary>A context in a transaction that is the tenant's. Dispose it soon: its connection is pooled.</summary>
    public async Task<TenantDbLease> LeaseAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var lease = await connections.LeaseAsync(tenant, cancellationToken);
        var options = new DbContextOptionsBuilder<AnalyticsDbContext>()
            .UseNpgsql(lease.Connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        var db = new AnalyticsDbContext(options, tenant);
        await db.Database.UseTransactionAsync(lease.Transaction, cancellationToken);
        return new TenantDbLease(lease, db);
    }
}
