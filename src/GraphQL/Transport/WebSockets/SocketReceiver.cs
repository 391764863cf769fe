using System.Buffers;
using System.Net.WebSockets;

namespace Analytics.GraphQL.Transport.WebSockets;

/// <summary>Receives whole messages. While nothing comes it holds no buffer: thousands of idle sockets cost nothing here.</summary>
internal sealed class SocketReceiver(WebSocket socket, int maxBytes)
{
    private const int FirstBytes = 4096;

    private byte[]? _buffer;

    /// <summary>Waits for the next message.</summary>
    /// <returns>Its text, valid until <see cref="Release"/>; or why there is none.</returns>
    public async ValueTask<(SocketReceipt Receipt, ReadOnlyMemory<byte> Text)> ReceiveAsync(CancellationToken cancellationToken)
    {
        // Waits for data without taking any.
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (first.MessageType == WebSocketMessageType.Close)
            return (SocketReceipt.Close, default);
        if (first.MessageType == WebSocketMessageType.Binary)
            return (SocketReceipt.Binary, default);
        _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        var length = 0;
        for (var isWhole = first.EndOfMessage; !isWhole;)
        {
            if (length == _buffer.Length && !Grow(length))
                return (SocketReceipt.TooLarge, default);
            var next = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (next.MessageType == WebSocketMessageType.Close)
                return (SocketReceipt.Close, default);
            length += next.Count;
            isWhole = next.EndOfMessage;
        }
        return length <= maxBytes ? (SocketReceipt.Text, _buffer.AsMemory(0, length)) : (SocketReceipt.TooLarge, default);
    }

    /// <summary>Gives the message's memory back.</summary>
    public void Release()
    {
        if (_buffer is null)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }

    private bool Grow(int length)
    {
        if (length > maxBytes)
            return false;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(length * 2, maxBytes + 1));
        _buffer.AsSpan(0, length).CopyTo(larger);
        Release();
        _buffer = larger;
        return true;
    }
}

/// <summary>What was received.</summary>
internal enum SocketReceipt
{
    Text,
    Binary,
    TooLarge,
    Close,
}
