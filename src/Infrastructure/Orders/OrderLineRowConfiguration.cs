using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analytics.Infrastructure.Orders;

internal sealed class OrderLineRowConfiguration : IEntityTypeConfiguration<OrderLineRow>
{
    public void Configure(EntityTypeBuilder<OrderLineRow> builder)
    {
        builder.ToTable("order_lines").HasKey(row => new { row.TenantId, row.OrderId, row.LineNumber });
        builder.Property(row => row.TenantId).HasColumnName("tenant_id");
        builder.Property(row => row.OrderId).HasColumnName("order_id");
        builder.Property(row => row.LineNumber).HasColumnName("line_number");
        builder.Property(row => row.ProductId).HasColumnName("product_id");
        builder.Property(row => row.Quantity).HasColumnName("quantity");
        builder.Property(row => row.UnitPrice).HasColumnName("unit_price");
        builder.Property(row => row.OrderedAt).HasColumnName("ordered_at");
        builder.Property(row => row.ProductName).HasColumnName("product_name");
    }
}
