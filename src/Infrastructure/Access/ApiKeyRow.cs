using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Postgres;

namespace Analytics.Infrastructure.Access;

internal sealed class ApiKeyRow : ITenantOwned
{
    public required Guid Id { get; init; }

    public Guid TenantId { get; set; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] Hash { get; init; }

    public required string Prefix { get; init; }

    public required ApiKeyKind Kind { get; init; }

    public required string[] Scopes { get; init; }

    public required string? Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required string[] AllowedOrigins { get; set; }

    public required int? EventsPerSecond { get; set; }

    public ApiKey ToDomain() => new(
        Id, new TenantId(TenantId), Name, Prefix, Kind, Scopes, Role, CreatedAt, ExpiresAt, RevokedAt, LastUsedAt)
    {
        Limits = KeyLimits.Stored(AllowedOrigins, EventsPerSecond),
    };
}
