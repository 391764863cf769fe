using System.Text.Encodings.Web;
using Analytics.Api.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>Scheme <c>Bearer</c>: a JWT of a trusted issuer in <c>Authorization</c>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenSignIn signIn)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var tokens = Request.Headers.Authorization
            .Select(value => AuthorizationValue.Read(value, "Bearer"))
            .OfType<string>()
            .Where(token => !ApiKeySignIn.IsKey(token))
            .ToList();
        if (tokens.Count == 0)
            return AuthenticateResult.NoResult();
        if (tokens.Count > 1)
            return AuthenticateResult.Fail(new RefusedException(TokenProblems.Malformed));
        var signedIn = await signIn.AuthenticateAsync(tokens[0], Context.RequestAborted);
        return signedIn.TryGet(out var principal, out var problem)
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.Fail(new RefusedException(problem));
    }
}
