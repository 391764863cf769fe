using System.Globalization;
using System.Security.Claims;

namespace Analytics.Api.Access;

/// <summary>
/// The claims that the rest of the host reads, whatever the token or key called them. Only sign-in writes them.
/// </summary>
internal static class CallerClaims
{
    public const string Subject = "sub";
    public const string Role = "role";

    /// <summary>What a key may be used for.</summary>
    public const string Scope = "scope";

    /// <summary>How far a key may travel: a name of <c>ApiKeyKind</c>.</summary>
    public const string KeyKind = "key_kind";

    /// <summary>The role that a key acts in; apart from <see cref="Role"/>, since it counts only with a scope.</summary>
    public const string KeyRole = "key_role";

    /// <summary>The tenant that a token names, by id or identifier.</summary>
    public const string TokenTenant = "token_tenant";

    /// <summary>The tenant that a key belongs to, by id.</summary>
    public const string KeyTenant = "key_tenant";

    /// <summary>Events a second that a key may send; none for any number.</summary>
    public const string KeyRate = "key_rate";

    /// <summary>The instant from which on the credential is refused (ISO 8601); none for one that does not expire.</summary>
    public const string ValidUntil = "valid_until";

    /// <summary>Who the caller is, for the audit log.</summary>
    public static string? SubjectOf(ClaimsPrincipal caller) => caller.FindFirstValue(Subject);

    /// <summary>The earliest end of the caller's credentials; null when none ends.</summary>
    public static DateTimeOffset? ValidUntilOf(ClaimsPrincipal caller) => caller.FindAll(ValidUntil)
        .Select(claim => (DateTimeOffset?)DateTimeOffset.Parse(claim.Value, CultureInfo.InvariantCulture)).Min();

    public static Claim ValidUntilClaim(DateTimeOffset instant) => new(ValidUntil, instant.ToString("O"));

    public static ClaimsPrincipal Principal(string scheme, IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, scheme, Subject, Role));
}
