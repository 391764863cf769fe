using System.Security.Claims;
using Analytics.Api.Access.Tokens;
using Analytics.Domain.Access;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>Believes a token or says why not; the header and a socket's first message both come here.</summary>
internal sealed class TokenSignIn(
    TokenValidator validator, SignInFailures failures, IOptions<AccessOptions> options)
{
    public const string Scheme = "Bearer";

    /// <returns>Who the token is for: subject, roles, tenant and end as <see cref="CallerClaims"/>, and nothing else of it.</returns>
    public async Task<Result<ClaimsPrincipal>> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        var validated = (await validator.ValidateAsync(token, cancellationToken)).Then(ToPrincipal);
        if (validated.Problem is { } problem)
            await failures.RecordAsync(problem, cancellationToken);
        return validated;
    }

    private Result<ClaimsPrincipal> ToPrincipal(TokenClaims token)
    {
        if (!token.All.TryGetText(options.Value.TenantClaim, out var tenant)
            || token.All.GetTexts(options.Value.RolesClaim) is not { } roles)
            return TokenProblems.Malformed;
        List<Claim> claims =
        [
            new(CallerClaims.Subject, token.Subject),
            CallerClaims.ValidUntilClaim(token.ExpiresAt + TokenValidator.Skew),
        ];
        claims.AddRange(roles.Intersect(Roles.All).Select(role => new Claim(CallerClaims.Role, role)));
        if (!string.IsNullOrEmpty(tenant))
            claims.Add(new Claim(CallerClaims.TokenTenant, tenant));
        return CallerClaims.Principal(Scheme, claims);
    }
}
