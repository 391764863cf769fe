using System.Text.Json;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>Sees what happens on sockets: the place to sign callers in and to set the state of their requests.</summary>
public interface ISocketSessionInterceptor
{
    /// <summary>
    /// Decides about <c>connection_init</c>. A <see cref="GraphQLException"/> refuses the socket with its message.
    /// </summary>
    /// <param name="session">The socket.</param>
    /// <param name="payload">What the client sent along: a JSON object, or undefined.</param>
    /// <param name="cancellationToken">Cancelled when the socket closes, at the latest when the time to answer is over.</param>
    ValueTask<ConnectionStatus> OnConnectAsync(
        SocketSession session, JsonElement payload, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ConnectionStatus.Accept());

    /// <summary>Called before an operation is executed. A <see cref="GraphQLException"/> refuses it.</summary>
    /// <param name="session">The socket.</param>
    /// <param name="operationId">The client's id of the operation.</param>
    /// <param name="request">The operation, with services of its own.</param>
    /// <param name="cancellationToken">Cancelled when the operation ends.</param>
    ValueTask OnRequestAsync(
        SocketSession session, string operationId, OperationRequest request, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    /// <summary>Called once for a socket that is closed, whoever closed it.</summary>
    /// <param name="session">The socket.</param>
    /// <param name="code">Why.</param>
    /// <param name="cancellationToken">Never cancelled: the socket is gone already.</param>
    ValueTask OnCloseAsync(SocketSession session, SocketCloseCode code, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
