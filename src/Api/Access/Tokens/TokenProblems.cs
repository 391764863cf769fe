namespace Analytics.Api.Access.Tokens;

/// <summary>Why a token is refused. Messages never repeat a part of the token.</summary>
internal static class TokenProblems
{
    public static readonly Problem TooLarge = new("TOKEN_TOO_LARGE", "The token is larger than this server reads.");
    public static readonly Problem Malformed = new("TOKEN_MALFORMED", "The token is not a well-formed signed JWT.");
    public static readonly Problem AlgorithmRefused =
        new("TOKEN_ALGORITHM_REFUSED", "The token is signed by an algorithm that is not accepted.");
    public static readonly Problem TypeRefused = new("TOKEN_TYPE_REFUSED", "The token is not an access token.");
    public static readonly Problem CriticalHeader =
        new("TOKEN_CRITICAL_HEADER", "The token asks for an extension that this server does not have.");
    public static readonly Problem UnknownKey =
        new("TOKEN_UNKNOWN_KEY", "The token is signed by a key that its issuer does not publish.");
    public static readonly Problem InvalidSignature =
        new("TOKEN_INVALID_SIGNATURE", "The token's signature does not match.");
    public static readonly Problem WrongIssuer = new("TOKEN_WRONG_ISSUER", "The token's issuer is not trusted here.");
    public static readonly Problem WrongAudience = new("TOKEN_WRONG_AUDIENCE", "The token is meant for another service.");
    public static readonly Problem Expired = new("TOKEN_EXPIRED", "The token has expired.");
    public static readonly Problem NotYetValid = new("TOKEN_NOT_YET_VALID", "The token is not valid yet.");
    public static readonly Problem ClaimMissing =
        new("TOKEN_CLAIM_MISSING", "The token lacks one of the claims iss, sub, aud and exp.");
    public static readonly Problem IssuerUnavailable =
        new("TOKEN_ISSUER_UNAVAILABLE", "The token's issuer cannot be reached now; try again shortly.");
}
