using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Analytics.Infrastructure.Access;

internal sealed class ApiKeyRowConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys").HasKey(row => row.Id);
        builder.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(row => row.TenantId).HasColumnName("tenant_id");
        builder.Property(row => row.Name).HasColumnName("name");
        builder.Property(row => row.Hash).HasColumnName("hash");
        builder.Property(row => row.Prefix).HasColumnName("prefix");
        builder.Property(row => row.Kind).HasColumnName("kind")
            .HasConversion(kind => ApiKeyKindText.Write(kind), text => ApiKeyKindText.Read(text));
        builder.Property(row => row.Scopes).HasColumnName("scopes");
        builder.Property(row => row.Role).HasColumnName("role");
        builder.Property(row => row.CreatedAt).HasColumnName("created_at");
        builder.Property(row => row.ExpiresAt).HasColumnName("expires_at");
        builder.Property(row => row.RevokedAt).HasColumnName("revoked_at");
        builder.Property(row => row.LastUsedAt).HasColumnName("last_used_at");
        builder.Property(row => row.AllowedOrigins).HasColumnName("allowed_origins");
        builder.Property(row => row.EventsPerSecond).HasColumnName("events_per_second");
    }
}
