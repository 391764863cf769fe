using System.Net;
using System.Net.Sockets;

namespace Analytics.Domain.Webhooks;

/// <summary>Which addresses belong to the open internet, by the special-purpose registries of IANA.</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] _special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3",
        }.Select(IPNetwork.Parse),
    ];

    // Of the rest of 2000::/3: protocols and tunnels, which may carry a private address within, and examples.
    private static readonly IPNetwork[] _special6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork _global6 = IPNetwork.Parse("2000::/3");

    /// <summary>False for addresses of this machine, of a private network, of a tunnel, and for none of these.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetwork
            ? !_special.Any(network => network.Contains(address))
            : _global6.Contains(address) && !_special6.Any(network => network.Contains(address));
    }
}
