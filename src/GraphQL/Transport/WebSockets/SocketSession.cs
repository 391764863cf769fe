using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>An open socket, as interceptors see it.</summary>
public sealed class SocketSession
{
    private long _expiresAt = long.MaxValue;

    internal SocketSession(HttpContext context) => (HttpContext, User) = (context, context.User);

    /// <summary>The handshake; its items and services live as long as the socket.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Who asks: the handshake's user until an interceptor sets another one.</summary>
    public ClaimsPrincipal User { get; set; }

    /// <summary>When the socket is closed with 4403 because the caller's credential has expired; null for never.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get => Volatile.Read(ref _expiresAt) is var ticks and not long.MaxValue
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
        set => Volatile.Write(ref _expiresAt, value?.UtcTicks ?? long.MaxValue);
    }
}
