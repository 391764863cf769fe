namespace Analytics.Infrastructure.Postgres;

/// <summary>A row that belongs to a tenant: filtered, stamped and checked by <see cref="AnalyticsDbContext"/>.</summary>
internal interface ITenantOwned
{
    Guid TenantId { get; set; }
}
