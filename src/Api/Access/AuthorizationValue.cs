namespace Analytics.Api.Access;

/// <summary>An <c>Authorization</c> header (RFC 9110 section 11.6.2).</summary>
internal static class AuthorizationValue
{
    /// <returns>What follows the scheme; null when the header is of another scheme.</returns>
    public static string? Read(string? header, string scheme) =>
        header is not null && header.Length > scheme.Length && header[scheme.Length] == ' '
        && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? header[(scheme.Length + 1)..].Trim(' ')
            : null;
}
