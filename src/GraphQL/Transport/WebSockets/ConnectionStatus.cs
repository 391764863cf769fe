using System.Text.Json;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>Whether a socket is accepted, as <see cref="ISocketSessionInterceptor"/> decides.</summary>
public sealed class ConnectionStatus
{
    private ConnectionStatus(bool isAccepted, string message, JsonElement payload) =>
        (IsAccepted, Message, Payload) = (isAccepted, message, payload);

    /// <summary>Whether <c>connection_ack</c> is sent.</summary>
    public bool IsAccepted { get; }

    /// <summary>The reason of the close frame; cut to 123 bytes.</summary>
    public string Message { get; }

    /// <summary>A JSON object for <c>connection_ack</c>, or undefined.</summary>
    public JsonElement Payload { get; }

    /// <summary>Accepts the socket.</summary>
    public static ConnectionStatus Accept() => new(true, "", default);

    /// <summary>Accepts the socket and tells the client something.</summary>
    /// <param name="payload">A JSON object.</param>
    public static ConnectionStatus Accept(JsonElement payload) => new(true, "", payload);

    /// <summary>Closes the socket with 4403.</summary>
    public static ConnectionStatus Reject(string message = "Forbidden") => new(false, message, default);
}
