namespace Analytics.Api.Tests.Access;

/// <summary>Tokens of the test issuer as its clients get them.</summary>
internal static class SignedTokens
{
    /// <summary>Good for ten minutes of the host's clock.</summary>
    public static Task<string> TokenAsync(
        this AccessHost host, IssuerProcess issuer, string role, string? tenant, int secondsLeft = 600)
    {
        var payload = new Dictionary<string, object>
        {
            ["iss"] = issuer.Address.ToString().TrimEnd('/'),
            ["sub"] = $"{role}-of-{tenant}",
            ["aud"] = TokenBench.Audience,
            ["exp"] = host.Clock.GetUtcNow().ToUnixTimeSeconds() + secondsLeft,
            ["roles"] = new[] { role },
        };
        if (tenant is not null)
            payload["tenant"] = tenant;
        return issuer.SignAsync("ec-256", "ES256", new { alg = "ES256", typ = "at+jwt", kid = "ec-256" }, payload);
    }

    public static (string, string) AsBearer(string token) => ("Authorization", $"Bearer {token}");
}
