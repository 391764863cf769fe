using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>Scheme <c>ApiKey</c>: <c>X-Api-Key</c>, <c>Authorization: Bearer ak_...</c>, or the user name of basic.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeySignIn signIn)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string HeaderName = "X-Api-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var keys = PresentedKeys();
        if (keys.Count == 0)
            return AuthenticateResult.NoResult();
        // Several keys are one caller only when they are the same one, as SDKs send it in two places.
        if (keys.Distinct().Count() > 1)
            return AuthenticateResult.Fail(new RefusedException(
                new Problem("API_KEY_AMBIGUOUS", "The request carries more than one key.")));
        var signedIn = await signIn.AuthenticateAsync(keys[0], Request, Context.RequestAborted);
        return signedIn.TryGet(out var principal, out var problem)
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.Fail(new RefusedException(problem));
    }

    private List<string> PresentedKeys()
    {
        var keys = new List<string>();
        foreach (var value in Request.Headers[HeaderName])
            keys.Add(value ?? "");
        foreach (var value in Request.Headers.Authorization)
        {
            if (AuthorizationValue.Read(value, "Bearer") is { } bearer && ApiKeySignIn.IsKey(bearer))
                keys.Add(bearer);
            else if (AuthorizationValue.Read(value, "Basic") is { } basic)
                keys.Add(UserName(basic));
        }
        return keys;
    }

    /// <summary>Segment's SDKs send the key as user name and no password. Anything unreadable is a key that is not known.</summary>
    private static string UserName(string basic)
    {
        var bytes = new byte[basic.Length];
        if (!Convert.TryFromBase64String(basic, bytes, out var written))
            return "";
        var credentials = Encoding.Latin1.GetString(bytes, 0, written);
        return credentials.Split(':', 2)[0];
    }
}
