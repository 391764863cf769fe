using System.Net;
using System.Text;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>The parts of a page's address that become properties.</summary>
/// <param name="Url">Without the fragment and without parameters that tell who somebody is.</param>
/// <param name="Host">In lower case, without <c>www.</c>; null for an address that has none.</param>
/// <param name="Path">From the first slash; "/" where there is none.</param>
/// <param name="Query">What follows the question mark, as sent; empty for none.</param>
internal sealed record PageAddress(string Url, string? Host, string Path, string Query)
{
    private const int Longest = 2_000;   // characters

    /// <returns>Null for a text that is no address.</returns>
    public static PageAddress? Read(string? text, AddressParameters parameters)
    {
        return string.IsNullOrWhiteSpace(text) ? null
            : Parse(text.Length > Longest ? text[..Longest] : text, parameters);
    }

    /// <summary>
    /// An address that a client sent, of any length, without what <see cref="Url"/> is without; a fragment that holds no
    /// values stays: it may be the page of a single-page app.
    /// </summary>
    public static string Clean(string text, AddressParameters parameters)
    {
        var hash = text.IndexOf('#');
        var whole = hash < 0 ? text : text[..hash];
        var kept = Parse(whole, parameters)?.Url ?? WithoutSecrets(whole, parameters);
        if (hash < 0 || text[hash..].Split('?')[0].AsSpan().ContainsAny("=@"))
            return kept;
        return kept + WithoutSecrets(text[hash..], parameters);
    }

    private static string WithoutSecrets(string text, AddressParameters parameters)
    {
        var mark = text.IndexOf('?');
        return mark < 0 ? text : With(text[..mark], text[(mark + 1)..], parameters);
    }

    private static PageAddress? Parse(string text, AddressParameters parameters)
    {
        var fragment = text.IndexOf('#');
        var whole = fragment < 0 ? text : text[..fragment];
        var mark = whole.IndexOf('?');
        var (place, query) = mark < 0 ? (whole, "") : (whole[..mark], whole[(mark + 1)..]);

        var scheme = place.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
            return place.StartsWith('/') ? new PageAddress(With(place, query, parameters), null, place, query) : null;
        var slash = place.IndexOf('/', scheme + 3);
        var authority = slash < 0 ? place[(scheme + 3)..] : place[(scheme + 3)..slash];
        var path = slash < 0 ? "/" : place[slash..];
        // A name and a password may stand before the host.
        var user = authority.LastIndexOf('@');
        if (user >= 0)
            (authority, place) = (authority[(user + 1)..], $"{place[..(scheme + 3)]}{authority[(user + 1)..]}{path}");
        return new PageAddress(With(place, query, parameters), HostOf(authority), path, query);
    }

    /// <returns>The decoded value of the first parameter of that name; null when there is none or it is empty.</returns>
    public static string? Parameter(string query, string name)
    {
        foreach (var range in query.AsSpan().Split('&'))
        {
            var part = query.AsSpan()[range];
            var equals = part.IndexOf('=');
            if (equals > 0 && equals + 1 < part.Length
                && part[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                return WebUtility.UrlDecode(part[(equals + 1)..].ToString());
        }

        return null;
    }

    private static string? HostOf(string authority)
    {
        var end = authority.StartsWith('[') ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        var host = (end > 0 ? authority[..end] : authority).ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return host.Length == 0 ? null : host;
    }

    private static string With(string place, string query, AddressParameters parameters)
    {
        if (query.Length == 0)
            return place;
        var kept = new StringBuilder(place.Length + query.Length + 1).Append(place);
        var next = '?';
        foreach (var range in query.AsSpan().Split('&'))
        {
            var part = query.AsSpan()[range];
            var equals = part.IndexOf('=');
            var name = equals < 0 ? part : part[..equals];
            if (part.IsEmpty || !parameters.Keeps(name, part[name.Length..]))
                continue;
            kept.Append(next).Append(part);
            next = '&';
        }

        return kept.ToString();
    }
}
