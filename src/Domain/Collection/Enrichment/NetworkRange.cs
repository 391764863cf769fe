using System.Net;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Addresses as people and programs write them.</summary>
public static class NetworkRange
{
    /// <returns>The address, an IPv4 one in IPv6 form as IPv4; null for a text that is none.</returns>
    public static IPAddress? Address(string? text) =>
        IPAddress.TryParse(text, out var address)
            ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address
            : null;

    /// <returns>The range of a text such as 10.0.0.0/8, or of one address; null for a text that is none.</returns>
    public static IPNetwork? Read(string text)
    {
        if (!text.Contains('/'))
            return Address(text) is { } single ? new IPNetwork(single, single.GetAddressBytes().Length * 8) : null;
        return IPNetwork.TryParse(text, out var range) ? range : null;
    }
}
