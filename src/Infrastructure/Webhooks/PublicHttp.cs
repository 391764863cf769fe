using System.Net;
using System.Net.Sockets;
using Analytics.Domain.Webhooks;

namespace Analytics.Infrastructure.Webhooks;

/// <summary>
/// Connections to addresses that strangers name. The name is resolved here and the connection goes to what was looked
/// at: a name that answers otherwise the next time leads nowhere else. No redirects, no proxy, no cookies.
/// </summary>
internal static class PublicHttp
{
    public static HttpMessageInvoker Create(bool allowPrivate, TimeSpan timeout) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,   // KiB
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
    });

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        // One private address among public ones is no accident either.
        if (!allowPrivate && !Array.TrueForAll(addresses, PublicAddress.Is))
            throw new HttpRequestException("The endpoint's name leads to a private address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
