using System.Buffers;
using System.Net.WebSockets;
using Analytics.GraphQL.Transport.Streams;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>
/// Sends messages on one socket, one after the other. A message is put together only when its turn has come, so what
/// waits is no more than the answers themselves.
/// </summary>
internal sealed class SocketSender(
    WebSocket socket, TimeProvider clock, GraphQLSocketOptions options, CancellationToken aborted)
{
    private readonly SendTurn _turn = new(clock, options.MaxWaitingBytes);
    private bool _isClosed; // who has the turn reads and sets it

    /// <summary>Sends a message.</summary>
    /// <param name="head">What stands before the body.</param>
    /// <param name="body">A body that lives until it is sent.</param>
    /// <param name="tail">What stands behind the body.</param>
    /// <param name="operation">Whose message it is: dropped if it is over when the turn has come; null for the socket's own.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn; what is being sent is sent whole.</param>
    /// <returns>How it went; a socket that fails is aborted.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the turn came.</exception>
    public async ValueTask<SendOutcome> SendAsync(
        byte[] head, ReadOnlyMemory<byte> body, byte[] tail, SocketOperation? operation, CancellationToken cancellationToken)
    {
        var length = head.Length + body.Length + tail.Length;
        if (!await _turn.EnterAsync(length, cancellationToken))
            return SendOutcome.TooMuch;
        try
        {
            if (_isClosed || operation is { IsOver: true })
                return SendOutcome.Dropped;
            await SendNowAsync(head, body, tail, length);
            return SendOutcome.Sent;
        }
        catch (Exception fault) when (IsLost(fault))
        {
            socket.Abort();
            return SendOutcome.Lost;
        }
        finally
        {
            _turn.Leave(length);
        }
    }

    /// <summary>Begins to send a message; false when another one is being sent.</summary>
    public bool TrySend(byte[] message)
    {
        if (!_turn.TryEnter())
            return false;
        if (_isClosed)
        {
            _turn.Leave(0);
            return false;
        }
        _ = SendInTurnAsync(message).AsTask();
        return true;
    }

    /// <summary>Sends the close frame when its turn has come, and nothing after it.</summary>
    public async ValueTask CloseAsync(int code, string reason)
    {
        // Its turn comes: what is being sent either leaves or is aborted after the close timeout.
        await _turn.EnterAsync(0, CancellationToken.None);
        _isClosed = true;
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, SocketText.Reason(reason), CancellationToken.None);
        }
        catch (Exception fault) when (IsLost(fault))
        {
            socket.Abort();
        }
        finally
        {
            _turn.Leave(0);
        }
    }

    /// <summary>Whether a message takes longer to leave than it may.</summary>
    public bool IsLate => options.SendTimeout > TimeSpan.Zero && _turn.IsLate(options.SendTimeout);

    /// <summary>Whether a fault says no more than that the client is gone.</summary>
    public static bool IsLost(Exception fault) =>
        fault is WebSocketException or IOException or InvalidOperationException or OperationCanceledException;

    private async ValueTask SendInTurnAsync(byte[] message)
    {
        try
        {
            await SendNowAsync(message, default, [], message.Length);
        }
        catch (Exception fault) when (IsLost(fault))
        {
            socket.Abort();
        }
        finally
        {
            _turn.Leave(0);
        }
    }

    private async ValueTask SendNowAsync(byte[] head, ReadOnlyMemory<byte> body, byte[] tail, int length)
    {
        if (length == head.Length)
        {
            await SendFrameAsync(head);
            return;
        }
        // One frame: three would be three writes to the network.
        var frame = ArrayPool<byte>.Shared.Rent(length);
        head.CopyTo(frame, 0);
        body.CopyTo(frame.AsMemory(head.Length));
        tail.CopyTo(frame, head.Length + body.Length);
        await SendFrameAsync(frame.AsMemory(0, length));
        // Not if that failed: somebody might still read it.
        ArrayPool<byte>.Shared.Return(frame);
    }

    // A message that nobody reads may stay in the server's pipe even after the connection was cut: whoever waits for it
    // must not.
    private async ValueTask SendFrameAsync(ReadOnlyMemory<byte> frame)
    {
        var sending = socket.SendAsync(frame, WebSocketMessageType.Text, true, CancellationToken.None);
        if (sending.IsCompleted)
            await sending;
        else
            await sending.AsTask().WaitAsync(aborted);
    }
}

/// <summary>What became of a message.</summary>
internal enum SendOutcome
{
    Sent,

    /// <summary>Nobody wants it any more.</summary>
    Dropped,

    /// <summary>The client is gone.</summary>
    Lost,

    /// <summary>Too much waits for this client.</summary>
    TooMuch,
}
