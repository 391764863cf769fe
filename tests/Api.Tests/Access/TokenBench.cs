using Analytics.Api.Access;
using Analytics.Api.Access.Tokens;
using Analytics.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Tests.Access;

/// <summary>The validator as the host composes it, pointed at a test issuer over HTTP, with a clock of its own.</summary>
internal sealed class TokenBench : IDisposable
{
    public const string Audience = "api://analytics";

    private readonly ServiceProvider _services;
    private readonly TokenValidator _validator;

    public TokenBench(IssuerProcess issuer, params string[] directories)
    {
        Issuer = issuer;
        _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var authority = new AuthorityOptions
        {
            Authority = issuer.Address.ToString(),
            Audience = Audience,
            AllowedTenantIds = directories,
        };
        var access = Options.Create(new AccessOptions());
        var source = new OpenIdIssuer(
            _services.GetRequiredService<IHttpClientFactory>(), Options.Create(authority), access, Clock,
            NullLogger<OpenIdIssuer>.Instance);
        _validator = new TokenValidator([source], Clock, access);
    }

    public FakeTime Clock { get; } = new();

    public IssuerProcess Issuer { get; }

    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Claims that are good for ten minutes.</summary>
    public Dictionary<string, object?> Claims() => new()
    {
        ["iss"] = Issuer.Address.ToString().TrimEnd('/'),
        ["sub"] = "someone",
        ["aud"] = Audience,
        ["iat"] = Now,
        ["nbf"] = Now,
        ["exp"] = Now + 600,
    };

    /// <summary>The good claims with some changed; a null takes its claim away.</summary>
    public Dictionary<string, object?> Claims(params (string Name, object? Value)[] changes)
    {
        var claims = Claims();
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
            if (value is null)
                claims.Remove(name);
        }
        return claims;
    }

    public Task<string> SignAsync(object payload, string kid = "rsa-1", string algorithm = "RS256") =>
        Issuer.SignAsync(kid, algorithm, new { alg = algorithm, typ = "JWT", kid }, payload);

    public Task<Result<TokenClaims>> ValidateAsync(string token) =>
        _validator.ValidateAsync(token, TestContext.Current.CancellationToken);

    /// <returns>Null for a token that is believed.</returns>
    public async Task<string?> CodeAsync(string token) => (await ValidateAsync(token)).Problem?.Code;

    public void Dispose() => _services.Dispose();
}
