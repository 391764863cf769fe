namespace Analytics.Infrastructure.Postgres;

/// <summary>A context over a <see cref="TenantLease"/>; disposed without a commit it leaves nothing behind.</summary>
internal sealed class TenantDbLease(TenantLease lease, AnalyticsDbContext db) : IAsyncDisposable
{
    public AnalyticsDbContext Db => db;

    /// <summary>Saves what the context tracks and makes it durable.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await lease.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await lease.DisposeAsync();
    }
}
