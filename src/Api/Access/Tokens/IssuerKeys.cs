namespace Analytics.Api.Access.Tokens;

/// <summary>What an issuer publishes: its name, which may be a template, and its keys.</summary>
internal sealed record IssuerKeys(string Issuer, KeySet Keys)
{
    private const string Placeholder = "{tenantid}";

    /// <summary>True for an issuer that speaks for many directories, each named by the token's <c>tid</c>.</summary>
    public bool IsTemplate => Issuer.Contains(Placeholder, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the name in a token is this issuer's, with the token's own directory in the template's place.</summary>
    public bool Matches(string issuer, string? directory) => Matches(Issuer, issuer, directory);

    /// <summary>The same for the issuer that a single key speaks for.</summary>
    public static bool Matches(string template, string issuer, string? directory)
    {
        if (!template.Contains(Placeholder, StringComparison.OrdinalIgnoreCase))
            return string.Equals(template, issuer, StringComparison.Ordinal);
        // Only a GUID: any other text could carry a path of its own into the name.
        return Guid.TryParseExact(directory, "D", out _)
            && string.Equals(template.Replace(Placeholder, directory, StringComparison.OrdinalIgnoreCase), issuer,
                StringComparison.Ordinal);
    }
}
