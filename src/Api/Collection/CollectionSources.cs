using System.Net;
using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Access;
using Analytics.Domain.Collection;
using Analytics.Domain.Collection.Enrichment;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Collection;

/// <summary>Who sends a request, from its headers and its connection.</summary>
internal sealed class CollectionSources(IOptions<ProxyOptions> options)
{
    private const string KeySubject = "key:";
    private const int LongestPlace = 200;   // characters of a city

    private readonly ProxyOptions _options = options.Value;
    private readonly IPNetwork[] _trusted = [.. options.Value.Trusted.Select(range => NetworkRange.Read(range)!.Value)];

    /// <summary>A caller of whom nothing but the credential is taken: his events say themselves where they come from.</summary>
    public static CollectionSource Of(ClaimsPrincipal caller) => new() { KeyId = KeyOf(caller) };

    /// <summary>The sender of a request to a collector.</summary>
    public CollectionSource Of(HttpContext context)
    {
        var headers = context.Request.Headers;
        var connection = NetworkRange.Address(context.Connection.RemoteIpAddress?.ToString());
        var behindProxy = IsTrusted(connection);
        var (userAgent, origin) = (NullIfEmpty(headers.UserAgent.ToString()), NullIfEmpty(headers.Origin.ToString()));
        return new CollectionSource
        {
            KeyId = KeyOf(context.User),
            IsDirect = origin is not null || IsVisitors(userAgent)
                || context.User.HasClaim(CallerClaims.KeyKind, nameof(ApiKeyKind.PublicWrite)),
            UserAgent = userAgent,
            IpAddress = (behindProxy ? Forwarded(headers) ?? connection : connection)?.ToString(),
            Country = behindProxy ? Country(headers) : null,
            City = behindProxy ? City(headers) : null,
            DoNotTrack = headers["DNT"] == "1" || headers["Sec-GPC"] == "1",
            Origin = origin,
        };
    }

    // Servers' libraries call themselves by their own names; browsers, and what passes their header on, by this one.
    private static bool IsVisitors(string? userAgent) => userAgent?.StartsWith("Mozilla/", StringComparison.Ordinal) == true;

    // Each proxy adds the address that it was called from at the end: the last one that is no proxy's is the visitor's.
    private IPAddress? Forwarded(IHeaderDictionary headers)
    {
        var chain = headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries);
        for (var i = chain.Length - 1; i >= Math.Max(0, chain.Length - _options.MaxHops); i--)
        {
            if (AddressOf(chain[i]) is not { } address)
                return null;
            if (!IsTrusted(address))
                return address;
        }

        return null;
    }

    // Some proxies write the port, too.
    private static IPAddress? AddressOf(string text) =>
        NetworkRange.Address(text) is { } address ? address
        : IPEndPoint.TryParse(text, out var end) ? NetworkRange.Address(end.Address.ToString())
        : null;

    private bool IsTrusted(IPAddress? address) =>
        address is not null && Array.Exists(_trusted, range => range.Contains(address));

    // XX and T1 are Cloudflare's for an unknown country and for Tor, ZZ is App Engine's.
    private string? Country(IHeaderDictionary headers) =>
        First(headers, _options.CountryHeaders)?.ToUpperInvariant() is { Length: 2 } code and not ("XX" or "T1" or "ZZ")
            ? code
            : null;

    private string? City(IHeaderDictionary headers) =>
        First(headers, _options.CityHeaders) is { Length: <= LongestPlace } city and not "?"
            ? WebUtility.UrlDecode(city.Replace("+", "%2B", StringComparison.Ordinal))
            : null;

    private static string? First(IHeaderDictionary headers, IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (NullIfEmpty(headers[name].ToString()) is { } value)
                return value;
        return null;
    }

    /// <summary>The id of the caller's key; null for a token.</summary>
    public static Guid? KeyOf(ClaimsPrincipal caller) =>
        caller.FindFirstValue(CallerClaims.Subject) is { } subject && subject.StartsWith(KeySubject, StringComparison.Ordinal)
            ? Guid.Parse(subject.AsSpan(KeySubject.Length))
            : null;

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;
}
