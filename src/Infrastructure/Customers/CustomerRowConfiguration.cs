using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analytics.Infrastructure.Customers;

internal sealed class CustomerRowConfiguration : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder)
    {
        builder.ToTable("customers").HasKey(row => new { row.TenantId, row.ExternalId });
        builder.Property(row => row.TenantId).HasColumnName("tenant_id");
        builder.Property(row => row.ExternalId).HasColumnName("external_id");
        builder.Property(row => row.Name).HasColumnName("name");
        builder.Property(row => row.Country).HasColumnName("country");
        builder.Property(row => row.Source).HasColumnName("source");
        builder.Property(row => row.UpdatedAt).HasColumnName("updated_at");
    }
}
