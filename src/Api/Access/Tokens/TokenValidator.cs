using Microsoft.Extensions.Options;

namespace Analytics.Api.Access.Tokens;

/// <summary>Decides whether a JWT is to be believed (RFC 7519 section 7.2, RFC 8725).</summary>
internal sealed class TokenValidator(IEnumerable<ITokenIssuer> issuers, TimeProvider clock, IOptions<AccessOptions> options)
{
    /// <summary>How far the issuer's clock may be off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <returns>The claims of a token whose signature, issuer, audience and lifetime all hold.</returns>
    public async Task<Result<TokenClaims>> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var parsed = CompactToken.Parse(token, options.Value.MaximumTokenBytes);
        if (!parsed.TryGet(out var compact, out var problem))
            return problem;
        var read = TokenClaims.Read(compact.Payload);
        if (!read.TryGet(out var claims, out problem))
            return problem;
        var trusted = await FindIssuerAsync(claims, cancellationToken);
        if (!trusted.TryGet(out var issuer, out problem))
            return problem;
        if (await CheckSignatureAsync(compact, claims, issuer, cancellationToken) is { } forged)
            return forged;
        return CheckUse(claims, issuer.Source) is { } refused ? refused : claims;
    }

    /// <summary>The claims are not believed yet: they only choose whose keys must prove them.</summary>
    private async Task<Result<(ITokenIssuer Source, IssuerKeys Known)>> FindIssuerAsync(
        TokenClaims claims, CancellationToken cancellationToken)
    {
        var unreachable = false;
        foreach (var issuer in issuers)
        {
            var known = await issuer.GetAsync(cancellationToken);
            unreachable |= known is null;
            if (known is not null && known.Matches(claims.Issuer, Directory(claims))
                && (!known.IsTemplate || issuer.AcceptsDirectory(Directory(claims)!)))
                return (issuer, known);
        }
        return unreachable ? TokenProblems.IssuerUnavailable : TokenProblems.WrongIssuer;
    }

    private static async Task<Problem?> CheckSignatureAsync(
        CompactToken token, TokenClaims claims, (ITokenIssuer Source, IssuerKeys Known) issuer,
        CancellationToken cancellationToken)
    {
        var keys = issuer.Known.Keys.Find(token.KeyId, token.Algorithm);
        if (keys.Count == 0)
        {
            var refreshed = await issuer.Source.RefreshAsync(issuer.Known, cancellationToken);
            keys = refreshed?.Keys.Find(token.KeyId, token.Algorithm) ?? [];
        }
        if (keys.Count == 0)
            return TokenProblems.UnknownKey;
        var speaking = keys.Where(key =>
            key.Issuer is null || IssuerKeys.Matches(key.Issuer, claims.Issuer, Directory(claims)));
        return speaking.Any(key => key.Verifies(token.Algorithm, token.Signed, token.Signature))
            ? null
            : TokenProblems.InvalidSignature;
    }

    private Problem? CheckUse(TokenClaims claims, ITokenIssuer issuer)
    {
        if (!claims.Audiences.Any(issuer.Audiences.Contains))
            return TokenProblems.WrongAudience;
        var now = clock.GetUtcNow();
        if (now >= claims.ExpiresAt + Skew)
            return TokenProblems.Expired;
        return now + Skew < claims.NotBefore || now + Skew < claims.IssuedAt ? TokenProblems.NotYetValid : null;
    }

    private static string? Directory(TokenClaims claims) => claims.All.TryGetText("tid", out var tid) ? tid : null;
}
