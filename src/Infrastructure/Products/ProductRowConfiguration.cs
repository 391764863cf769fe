using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analytics.Infrastructure.Products;

internal sealed class ProductRowConfiguration : IEntityTypeConfiguration<ProductRow>
{
    public void Configure(EntityTypeBuilder<ProductRow> builder)
    {
        builder.ToTable("products").HasKey(row => new { row.TenantId, row.ExternalId });
        builder.Property(row => row.TenantId).HasColumnName("tenant_id");
        builder.Property(row => row.ExternalId).HasColumnName("external_id");
        builder.Property(row => row.Name).HasColumnName("name");
        builder.Property(row => row.Source).HasColumnName("source");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at");
    }
}
