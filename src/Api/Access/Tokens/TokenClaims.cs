using System.Text.Json;

namespace Analytics.Api.Access.Tokens;

/// <summary>The registered claims of RFC 7519 section 4.1, read strictly.</summary>
internal sealed record TokenClaims
{
    // Years 1970 to 9999, the instants that DateTimeOffset holds.
    private const double LastSecond = 253_402_300_799;

    public required string Issuer { get; init; }
    public required string Subject { get; init; }
    public required IReadOnlyList<string> Audiences { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>All claims as sent.</summary>
    public required JsonElement All { get; init; }

    public static Result<TokenClaims> Read(JsonElement payload)
    {
        if (!payload.TryGetText("iss", out var issuer) || !payload.TryGetText("sub", out var subject)
            || payload.GetTexts("aud") is not { } audiences || !TryGetInstant(payload, "exp", out var expires)
            || !TryGetInstant(payload, "nbf", out var notBefore) || !TryGetInstant(payload, "iat", out var issued))
            return TokenProblems.Malformed;
        if (string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(subject) || audiences.Count == 0 || expires is null)
            return TokenProblems.ClaimMissing;
        return new TokenClaims
        {
            Issuer = issuer,
            Subject = subject,
            Audiences = audiences,
            ExpiresAt = expires.Value,
            NotBefore = notBefore,
            IssuedAt = issued,
            All = payload,
        };
    }

    /// <summary>False when the member is there and is no NumericDate, which may have a fraction.</summary>
    private static bool TryGetInstant(JsonElement payload, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!payload.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)
            || !(seconds is >= 0 and <= LastSecond))
            return false;
        instant = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}
