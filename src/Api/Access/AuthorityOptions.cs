using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>The OpenID Connect issuer, in the settings that Microsoft.Identity.Web reads.</summary>
internal sealed class AuthorityOptions
{
    public const string Section = "AzureAd";

    /// <summary>E.g. <c>https://login.microsoftonline.com/</c>; used with <see cref="TenantId"/>.</summary>
    public string? Instance { get; init; }

    /// <summary>The directory, or <c>common</c>, <c>organizations</c> or <c>consumers</c> for many.</summary>
    public string? TenantId { get; init; }

    public string? ClientId { get; init; }
    public string? Audience { get; init; }
    public string[] Audiences { get; init; } = [];

    /// <summary>Any issuer's address; takes the place of <see cref="Instance"/> and <see cref="TenantId"/>.</summary>
    public string? Authority { get; init; }

    /// <summary>
    /// The directories that may sign in through a multi-tenant issuer. The roles in a token are given by its own
    /// directory, so a stranger's must not count.
    /// </summary>
    public string[] AllowedTenantIds { get; init; } = [];

    /// <summary>False when no issuer is set up: keys alone sign in.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(Instance);

    /// <summary>Where the discovery document lies.</summary>
    public Uri MetadataAddress => new($"{Address.TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>Without an audience of its own, an application's id is one, as Microsoft.Identity.Web has it.</summary>
    public IReadOnlyCollection<string> AcceptedAudiences
    {
        get
        {
            string[] named = [.. Audiences, .. string.IsNullOrEmpty(Audience) ? Array.Empty<string>() : [Audience]];
            return named.Length > 0 ? named
                : string.IsNullOrEmpty(ClientId) ? []
                : [ClientId, $"api://{ClientId}"];
        }
    }

    internal string Address =>
        !string.IsNullOrEmpty(Authority) ? Authority : $"{Instance?.TrimEnd('/')}/{TenantId}/v2.0";

    /// <summary>Keys may be fetched in the clear from this machine alone.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address is { IsLoopback: true } && address.Scheme == Uri.UriSchemeHttp;
}

internal sealed class AuthorityOptionsValidator : IValidateOptions<AuthorityOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorityOptions options)
    {
        if (!options.IsConfigured)
            return ValidateOptionsResult.Success;
        if (string.IsNullOrEmpty(options.Authority) && string.IsNullOrEmpty(options.TenantId))
            return ValidateOptionsResult.Fail("AzureAd:TenantId is missing beside AzureAd:Instance.");
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || !AuthorityOptions.IsSafe(address))
            return ValidateOptionsResult.Fail("AzureAd:Authority (or Instance) must be an https address.");
        if (options.AcceptedAudiences.Count == 0)
            return ValidateOptionsResult.Fail("AzureAd:Audience or AzureAd:ClientId must say whom tokens are for.");
        if (options.AllowedTenantIds.Any(id => !Guid.TryParseExact(id, "D", out _)))
            return ValidateOptionsResult.Fail("AzureAd:AllowedTenantIds holds something that is no GUID.");
        return ValidateOptionsResult.Success;
    }
}
