using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>One socket that speaks <c>graphql-transport-ws</c>: receives its messages and keeps its state.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer or links holds nothing.")]
internal sealed partial class SocketConnection : OpenStream
{
    private readonly SocketServer _server;
    private readonly WebSocket _socket;
    private readonly ISocketSessionInterceptor[] _interceptors;
    private readonly SocketSender _sender;
    private readonly Lock _lock = new();
    private readonly long _openedAt;
    private Dictionary<string, SocketOperation>? _operations;
    private int _running; // those that wind down included
    private TaskCompletionSource? _idle;
    private bool _isInitialised;
    private volatile bool _isAcknowledged;
    private volatile bool _isClosing;

    public SocketConnection(SocketServer server, WebSocket socket, SocketSession session)
    {
        (_server, _socket, Session) = (server, socket, session);
        _interceptors = [.. session.HttpContext.RequestServices.GetServices<ISocketSessionInterceptor>()];
        _sender = new SocketSender(socket, server.Clock, server.Options, session.HttpContext.RequestAborted);
        _openedAt = _lastHeard = _lastPing = server.Clock.GetTimestamp();
    }

    public SocketSession Session { get; }

    public RequestExecutor Executor => _server.Executor;

    public bool CompletesOnShutdown => _server.Options.CompleteStreamsOnShutdown;

    /// <summary>Why the socket was closed.</summary>
    public SocketCloseCode CloseCode { get; private set; } = SocketCloseCode.Lost;

    /// <summary>Serves the socket until it is closed.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ReceiveAsync();
        }
        catch (Exception fault) when (SocketSender.IsLost(fault))
        {
            Abort();
        }
        finally
        {
            _isClosing = true;
            CancelOperations();
            await IdleAsync();
            await EndAsync();
        }
    }

    /// <summary>Services of one operation.</summary>
    public AsyncServiceScope CreateScope() => _server.Scopes.CreateAsyncScope();

    public async ValueTask OnRequestAsync(string id, OperationRequest request, CancellationToken cancellationToken)
    {
        foreach (var interceptor in _interceptors)
            await interceptor.OnRequestAsync(Session, id, request, cancellationToken);
    }

    /// <summary>Sends a message of an operation.</summary>
    /// <returns>False when there is nobody to send to.</returns>
    public async ValueTask<bool> SendAsync(
        byte[] head, ReadOnlyMemory<byte> body, byte[] tail, SocketOperation? operation, CancellationToken cancellationToken)
    {
        var outcome = await _sender.SendAsync(head, body, tail, operation, cancellationToken);
        if (outcome == SendOutcome.TooMuch)
            Close(SocketCloseCode.SlowConsumer, "Too much waits to be read");
        return outcome == SendOutcome.Sent;
    }

    /// <summary>A fault of the server that no operation can report.</summary>
    public void Fail(Exception fault)
    {
        SocketLog.Failed(_server.Logger, fault);
        Close(SocketCloseCode.InternalServerError, "Internal server error");
    }

    /// <summary>Frees the id of an operation before its last message leaves: the client may use it again at once.</summary>
    public void Free(SocketOperation operation)
    {
        lock (_lock)
            // Its id may be that of a newer one.
            if (_operations!.TryGetValue(operation.Id, out var known) && known == operation)
                _operations.Remove(operation.Id);
    }

    /// <summary>An operation has ended, and nothing of it is at work any more.</summary>
    public void Remove(SocketOperation operation)
    {
        Free(operation);
        bool isLast;
        lock (_lock)
        {
            isLast = --_running == 0;
            if (isLast)
                _idle?.TrySetResult();
        }
        if (isLast && _isStopping)
            Close(SocketCloseCode.GoingAway, "Going away");
    }

    private async Task ReceiveAsync()
    {
        var receiver = new SocketReceiver(_socket, _server.Options.MaxMessageBytes);
        while (true)
        {
            var (receipt, text) = await receiver.ReceiveAsync(Session.HttpContext.RequestAborted);
            Volatile.Write(ref _lastHeard, _server.Clock.GetTimestamp());
            try
            {
                if (receipt == SocketReceipt.Close)
                {
                    await AnswerCloseAsync();
                    return;
                }
                if (_isClosing)
                    continue; // what was on its way when the server closed
                if (receipt == SocketReceipt.Text)
                    await HandleAsync(SocketMessage.Read(text));
                else if (receipt == SocketReceipt.Binary)
                    Close(SocketCloseCode.BadRequest, "Binary messages are not supported");
                else
                    Close(SocketCloseCode.MessageTooLarge, $"A message has at most {_server.Options.MaxMessageBytes} bytes");
            }
            catch (RequestRefusal refusal)
            {
                Close(SocketCloseCode.BadRequest, $"Invalid message received: {refusal.Message}");
            }
            catch (Exception fault) when (!SocketSender.IsLost(fault) && fault is not OutOfMemoryException)
            {
                Fail(fault);
            }
            finally
            {
                receiver.Release();
            }
        }
    }

    private ValueTask HandleAsync(in SocketMessage message)
    {
        switch (message.Type)
        {
            case SocketMessageType.ConnectionInit:
                Initialise(message.Payload);
                return default;
            case SocketMessageType.Ping:
                return PongAsync(message.Payload);
            case SocketMessageType.Subscribe:
                return SubscribeAsync(message.Id, message.Payload);
            case SocketMessageType.Complete:
                Complete(message.Id);
                return default;
            default:
                return default; // a pong has been heard, which is all there is to it
        }
    }

    private async ValueTask PongAsync(ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
            await SendAsync(SocketText.Pong, default, [], null, default);
        else
            await SendAsync(SocketText.PongWithPayload, payload, SocketText.End, null, default);
    }

    private void Initialise(ReadOnlyMemory<byte> payload)
    {
        if (_isInitialised)
        {
            Close(SocketCloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
            return;
        }
        _isInitialised = true;
        using var document = payload.IsEmpty ? null : JsonDocument.Parse(payload);
        _ = ConnectAsync(document?.RootElement.Clone() ?? default);
    }

    private async Task ConnectAsync(JsonElement payload)
    {
        try
        {
            var status = ConnectionStatus.Accept();
            foreach (var interceptor in _interceptors)
                if (status.IsAccepted)
                    status = await interceptor.OnConnectAsync(Session, payload, _closed.Token);
            if (!status.IsAccepted)
            {
                Close(SocketCloseCode.Forbidden, status.Message);
                return;
            }
            _isAcknowledged = true;
            await (status.Payload.ValueKind == JsonValueKind.Object
                ? SendAsync(SocketText.AckWithPayload, JsonSerializer.SerializeToUtf8Bytes(status.Payload), SocketText.End, null, default)
                : SendAsync(SocketText.Ack, default, [], null, default));
        }
        catch (GraphQLException refusal)
        {
            Close(SocketCloseCode.Forbidden, refusal.Message);
        }
        catch (OperationCanceledException) when (_isClosing)
        {
            // Closed meanwhile.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Fail(fault);
        }
    }

    private ValueTask SubscribeAsync(string id, ReadOnlyMemory<byte> payload)
    {
        if (!_isAcknowledged)
        {
            Close(SocketCloseCode.Unauthorized, "Unauthorized");
            return default;
        }
        // The operation outlives the message's memory.
        var operation = new SocketOperation(this, id, RequestReader.Read(payload.ToArray()));
        switch (TryAdd(operation))
        {
            case true:
                if (_isStopping)
                    operation.Stop();
                operation.Start();
                return default;
            case false:
                operation.Discard();
                Close(SocketCloseCode.SubscriberAlreadyExists, $"Subscriber for {id} already exists");
                return default;
            default:
                operation.Discard();
                return RefuseAsync(id); // waited for, so that refusals do not pile up for who does not read them
        }
    }

    /// <returns>False when the id is in use, null when there are too many operations.</returns>
    private bool? TryAdd(SocketOperation operation)
    {
        lock (_lock)
        {
            _operations ??= new Dictionary<string, SocketOperation>(StringComparer.Ordinal);
            if (_operations.ContainsKey(operation.Id))
                return false;
            // One that is completed is off the list but may still be at work: subscribing and completing in turn must
            // not be a way to run any number.
            if (_operations.Count >= _server.Options.MaxOperations || _running >= 2L * _server.Options.MaxOperations)
                return null;
            _operations.Add(operation.Id, operation);
            _running++;
            return true;
        }
    }

    private async ValueTask RefuseAsync(string id)
    {
        using var error = Executor.Refuse(ResultKind.RequestError, [Error.Of(
            $"A socket runs at most {_server.Options.MaxOperations} operations at a time.", ErrorCodes.TooManyOperations)]);
        await SendAsync(SocketText.Head(id, "error"u8), SocketText.ErrorsOf(error), SocketText.End, null, default);
    }

    private void Complete(string id)
    {
        SocketOperation? operation = null;
        lock (_lock)
            _operations?.Remove(id, out operation);
        operation?.Cancel();
    }
}
