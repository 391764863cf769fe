using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>
/// The default scheme: all credentials of a request together. Each must be good, since a bad one that was passed over
/// would hide that it expired; whether two of them speak of one tenant is for tenancy to say.
/// </summary>
internal sealed class CallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Caller";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var identities = new List<ClaimsIdentity>();
        foreach (var scheme in (string[])[ApiKeySignIn.Scheme, TokenSignIn.Scheme])
        {
            var result = await Context.AuthenticateAsync(scheme);
            if (result.Failure is not null)
                return AuthenticateResult.Fail(result.Failure);
            if (result.Principal is not null)
                identities.AddRange(result.Principal.Identities);
        }
        return identities.Count == 0
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identities), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceAsync();
        var problem = (result.Failure as RefusedException)?.Problem ?? AccessError.NotAuthenticated;
        await AccessError.WriteAsync(Context, AccessError.StatusOf(problem), problem);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AccessError.WriteAsync(Context, StatusCodes.Status403Forbidden, AccessError.NotAuthorized);
}
