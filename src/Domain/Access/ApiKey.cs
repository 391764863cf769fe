using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Access;

/// <summary>An API key as the store knows it; the key itself is shown once and never stored.</summary>
/// <param name="Id">Names the key in lists and in the audit log.</param>
/// <param name="Tenant">Whose rows it reaches.</param>
/// <param name="Name">For people.</param>
/// <param name="Prefix">The first characters of the key, to recognise it by.</param>
/// <param name="Kind">Where it may be kept.</param>
/// <param name="Scopes">Words of <see cref="ApiKeyScopes"/>; at least one.</param>
/// <param name="Role">The tenant role that it acts in; null for a public write key.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">UTC; null when it never expires.</param>
/// <param name="RevokedAt">UTC; null while it is in use.</param>
/// <param name="LastUsedAt">UTC, to about a minute; null when it was never used.</param>
public sealed record ApiKey(
    Guid Id,
    TenantId Tenant,
    string Name,
    string Prefix,
    ApiKeyKind Kind,
    IReadOnlyList<string> Scopes,
    string? Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>From where and how fast it may be used.</summary>
    public KeyLimits Limits { get; init; } = KeyLimits.None;

    /// <summary>False from the instant of expiry or revocation on.</summary>
    public bool IsLive(DateTimeOffset now) =>
        (RevokedAt is null || now < RevokedAt) && (ExpiresAt is null || now < ExpiresAt);
}
