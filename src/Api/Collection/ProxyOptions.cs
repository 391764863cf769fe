using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Collection;

/// <summary>Which proxies stand before the host, and what they say of the visitor.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>Addresses or ranges whose headers are believed.</summary>
    public string[] Trusted { get; init; } = [];

    /// <summary>Names of headers with the visitor's country, the first that is there counts.</summary>
    public string[] CountryHeaders { get; init; } =
        ["CF-IPCountry", "CloudFront-Viewer-Country", "X-Vercel-IP-Country", "X-AppEngine-Country"];

    /// <summary>Names of headers with the visitor's city, the first that is there counts.</summary>
    public string[] CityHeaders { get; init; } =
        ["CF-IPCity", "CloudFront-Viewer-City", "X-Vercel-IP-City", "X-AppEngine-City"];

    /// <summary>How many trusted proxies a request may pass.</summary>
    [Range(1, 20)] public int MaxHops { get; init; } = 5;
}

/// <summary>Stops the start when an entry of the list is no address.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        for (var i = 0; i < options.Trusted.Length; i++)
            if (Domain.Collection.Enrichment.NetworkRange.Read(options.Trusted[i]) is null)
                return ValidateOptionsResult.Fail(
                    $"'{ProxyOptions.Section}:{nameof(options.Trusted)}:{i}' is no address such as 10.0.0.7 and no range such as 10.0.0.0/8.");
        return options.MaxHops is >= 1 and <= 20
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"'{ProxyOptions.Section}:{nameof(options.MaxHops)}' lies in 1..20.");
    }
}
