using System.Security.Cryptography;
using Analytics.Api.Access.Tokens;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access.Development;

/// <summary>
/// Signs tokens for the demo on the private database of one machine, and vouches for them: the same validator reads
/// them as any others, with the key at hand in place of a published set.
/// </summary>
internal sealed class DevelopmentIssuer : ITokenIssuer, IDisposable
{
    public const string Name = "urn:analytics:development";
    public const string Audience = "analytics";

    private readonly ECDsa _key;
    private readonly IssuerKeys _keys;
    private readonly string _keyId;
    private readonly AccessOptions _claims;
    private readonly TimeProvider _clock;

    /// <exception cref="InvalidDataException">The key file holds something else.</exception>
    public DevelopmentIssuer(DevelopmentFiles files, IOptions<AccessOptions> claims, TimeProvider clock)
    {
        (_claims, _clock) = (claims.Value, clock);
        _key = DevelopmentKey.LoadOrCreate(files.Key);
        (var key, _keyId) = DevelopmentKey.Publish(_key);
        _keys = new IssuerKeys(Name, new KeySet([key]));
    }

    public IReadOnlyCollection<string> Audiences { get; } = [Audience];

    public ValueTask<IssuerKeys?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IssuerKeys?>(_keys);

    public ValueTask<IssuerKeys?> RefreshAsync(IssuerKeys known, CancellationToken cancellationToken) =>
        GetAsync(cancellationToken);

    public bool AcceptsDirectory(string directory) => false;

    /// <summary>A token that names one role, and one tenant unless it is null.</summary>
    public string Mint(string subject, string role, string? tenant, TimeSpan lifetime)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _keyId };
        var payload = new Dictionary<string, object>
        {
            ["iss"] = Name,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["iat"] = now,
            ["exp"] = now + (long)lifetime.TotalSeconds,
            [_claims.RolesClaim] = new[] { role },
        };
        if (tenant is not null)
            payload[_claims.TenantClaim] = tenant;
        return CompactToken.Sign(header, payload, signed => _key.SignData(
            signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    public void Dispose() => _key.Dispose();
}
