using System.Globalization;
using System.Security.Claims;
using Analytics.Domain.Access;

namespace Analytics.Api.Access;

/// <summary>Believes a key or says why not; header, basic authentication and <c>writeKey</c> all come here.</summary>
internal sealed class ApiKeySignIn(IApiKeyStore keys, SignInFailures failures)
{
    public const string Scheme = "ApiKey";

    private static readonly string[] Starts = ["ak_", "wk_"];

    /// <summary>One answer for the three cases: who guesses learns nothing about a key that once was good.</summary>
    private static readonly Problem Invalid = new("API_KEY_INVALID", "The key is unknown, expired or revoked.");

    private static readonly Problem OriginNotAllowed =
        new("KEY_ORIGIN_REFUSED", "The key may not be used from this page: its origins are listed with the key.");

    /// <summary>True for a text that is meant as a key, secret or public, and not as a token.</summary>
    public static bool IsKey(string credential) =>
        Array.Exists(Starts, start => credential.StartsWith(start, StringComparison.Ordinal));

    /// <param name="key">As it was presented.</param>
    /// <param name="request">Whose header <c>Origin</c> names the page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Who the key is: its id, tenant, role, scopes, rate and end as <see cref="CallerClaims"/>.</returns>
    public async Task<Result<ClaimsPrincipal>> AuthenticateAsync(
        string key, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(key, cancellationToken) is not { } found)
        {
            await failures.RecordAsync(Invalid, cancellationToken);
            return Invalid;
        }
        if (!found.Limits.AllowsOrigin(request.Headers.Origin))
            return OriginNotAllowed;
        List<Claim> claims =
        [
            new(CallerClaims.Subject, $"key:{found.Id}"),
            new(CallerClaims.KeyTenant, found.Tenant.ToString()),
            new(CallerClaims.KeyKind, found.Kind.ToString()),
            .. Scopes(found).Select(scope => new Claim(CallerClaims.Scope, scope)),
        ];
        if (found.Role is not null)
            claims.Add(new Claim(CallerClaims.KeyRole, found.Role));
        if (found.Limits.EventsPerSecond is { } rate)
            claims.Add(new Claim(CallerClaims.KeyRate, rate.ToString(CultureInfo.InvariantCulture)));
        if (found.ExpiresAt is { } end)
            claims.Add(CallerClaims.ValidUntilClaim(end));
        return CallerClaims.Principal(Scheme, claims);
    }

    /// <summary>A public key stands in pages that anyone reads: it only collects, whatever is stored with it.</summary>
    private static IEnumerable<string> Scopes(ApiKey key) =>
        key.Kind == ApiKeyKind.PublicWrite ? key.Scopes.Where(scope => scope == ApiKeyScopes.Collect) : key.Scopes;
}
