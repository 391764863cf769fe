using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>Takes handshakes for GraphQL sockets.</summary>
internal sealed class SocketServer(
    RequestExecutor executor, GraphQLServerOptions options, OpenStreams streams, IServiceScopeFactory scopes,
    ILogger<SocketServer> logger)
{
    private const string Protocol = "graphql-transport-ws";

    public RequestExecutor Executor { get; } = executor;

    public GraphQLSocketOptions Options { get; } = options.Sockets;

    public TimeProvider Clock { get; } = streams.Clock;

    public IServiceScopeFactory Scopes { get; } = scopes;

    public ILogger Logger { get; } = logger;

    /// <summary>Serves a socket from its handshake to its end. The WebSocket middleware must stand before this.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, StatusCodes.Status426UpgradeRequired, ErrorCodes.BadRequest,
                $"This endpoint takes WebSockets with the sub-protocol {Protocol}.");
            return;
        }
        if (!SocketOrigin.IsAllowed(context, options))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, ErrorCodes.OriginNotAllowed,
                "Pages of this origin may not open sockets here.");
            return;
        }
        if (!streams.TryReserve())
        {
            context.Response.Headers.RetryAfter = "5";
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, ErrorCodes.TooManyConnections,
                "The server has too many open sockets: try again later.");
            return;
        }
        try
        {
            await ServeAsync(context);
        }
        finally
        {
            streams.Release();
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var speaks = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Protocol : null,
            // The shared timer pings; a timer for each socket would cost more than the socket.
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
        });
        var connection = new SocketConnection(this, socket, new SocketSession(context));
        streams.Add(connection);
        try
        {
            if (!speaks)
                connection.Close(SocketCloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
            await connection.RunAsync();
        }
        finally
        {
            streams.Remove(connection);
        }
    }

    private async Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        using var refusal = Executor.Refuse(ResultKind.RequestError, [Error.Of(message, code)]);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(refusal.Body, context.RequestAborted);
    }
}
