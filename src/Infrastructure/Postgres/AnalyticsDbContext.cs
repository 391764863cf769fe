using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Access;
using Analytics.Infrastructure.Orders;
using Microsoft.EntityFrameworkCore;

namespace Analytics.Infrastructure.Postgres;

/// <summary>One tenant's state. Row-level security holds below it: it is opened over a lease of the tenant.</summary>
internal sealed class AnalyticsDbContext(DbContextOptions<AnalyticsDbContext> options, TenantScope tenant)
    : DbContext(options)
{
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<OrderLineRow> OrderLines => Set<OrderLineRow>();

    // Read by the filters at each query; a captured value would be frozen in the cached model.
    private Guid CurrentTenant => tenant.Id.Value;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CheckTenants();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CheckTenants();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AnalyticsDbContext).Assembly);
        OwnedByTenant<ApiKeyRow>(modelBuilder);
        OwnedByTenant<OrderRow>(modelBuilder);
        OwnedByTenant<OrderLineRow>(modelBuilder);
    }

    private void OwnedByTenant<TRow>(ModelBuilder modelBuilder)
        where TRow : class, ITenantOwned =>
        modelBuilder.Entity<TRow>().HasQueryFilter(QueryFilters.Tenant, row => row.TenantId == CurrentTenant);

    private void CheckTenants()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>())
        {
            var tenantId = entry.Property(row => row.TenantId);
            if (entry.State == EntityState.Added && tenantId.CurrentValue == Guid.Empty)
                tenantId.CurrentValue = CurrentTenant;
            var isForeign = tenantId.CurrentValue != CurrentTenant
                || (entry.State != EntityState.Added && tenantId.OriginalValue != CurrentTenant);
            if (isForeign && entry.State is not (EntityState.Unchanged or EntityState.Detached))
                throw new InvalidOperationException(
                    $"A {entry.Metadata.ClrType.Name} of another tenant cannot be saved in tenant {CurrentTenant}.");
        }
    }
}
