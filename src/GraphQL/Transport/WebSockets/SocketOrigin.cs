using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>
/// Which pages may open sockets. Browsers ask nobody before a handshake and send cookies along, so a page of a foreign
/// site could act for whoever looks at it (cross-site WebSocket hijacking).
/// </summary>
internal static class SocketOrigin
{
    public static bool IsAllowed(HttpContext context, GraphQLServerOptions options)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || IsOwn(origin, context.Request) || options.AllowedOrigins.Contains(origin))
            return true;
        return options.AllowedOrigins.Count == 0 && !HasAmbientCredentials(context);
    }

    // A page cannot set headers of a handshake: whatever signs it in, the browser has added by itself.
    private static bool HasAmbientCredentials(HttpContext context) =>
        context.Request.Headers.Cookie.Count > 0
        || context.User.Identities.Any(identity => identity.IsAuthenticated);

    // Without the scheme: what stands before the server may have ended TLS.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == (request.Host.Port ?? DefaultPort(page.Scheme));

    private static int DefaultPort(string scheme) => scheme == Uri.UriSchemeHttps ? 443 : 80;
}
