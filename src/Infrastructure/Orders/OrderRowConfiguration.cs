using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analytics.Infrastructure.Orders;

internal sealed class OrderRowConfiguration : IEntityTypeConfiguration<OrderRow>
{
    public void Configure(EntityTypeBuilder<OrderRow> builder)
    {
        builder.ToTable("orders").HasKey(row => new { row.TenantId, row.ExternalId });
        builder.Property(row => row.TenantId).HasColumnName("tenant_id");
        builder.Property(row => row.ExternalId).HasColumnName("external_id");
        builder.Property(row => row.Kind).HasColumnName("kind");
        builder.Property(row => row.PlacedAt).HasColumnName("placed_at");
        builder.Property(row => row.CustomerId).HasColumnName("customer_id");
        builder.Property(row => row.Currency).HasColumnName("currency");
        builder.Property(row => row.Country).HasColumnName("country");
        builder.Property(row => row.Total).HasColumnName("total");
        builder.Property(row => row.Source).HasColumnName("source");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at");
        builder.Property(row => row.Version).HasColumnName("version");
        builder.Property(row => row.IsCancelled).HasColumnName("is_cancelled");
        builder.Property(row => row.Channel).HasColumnName("channel");
        builder.HasMany(row => row.Lines).WithOne().HasForeignKey(line => new { line.TenantId, line.OrderId });
    }
}
