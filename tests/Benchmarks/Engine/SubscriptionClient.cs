using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Analytics.Benchmarks.Engine;

/// <summary>
/// A subscriber over <c>graphql-transport-ws</c> that costs little itself: a socket, a small buffer, and a note of when
/// the last event came.
/// </summary>
internal sealed class SubscriptionClient : IDisposable
{
    private const int TextFrame = 1;
    private const int PingFrame = 9;
    private const int PongFrame = 10;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[2048];
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _filled;
    private int _received;

    /// <summary>Events so far.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>When the last event came.</summary>
    public long LastReceived { get; private set; }

    /// <summary>Connects, initialises and subscribes.</summary>
    public static async Task<SubscriptionClient> SubscribeAsync(Uri address, string query)
    {
        var client = new SubscriptionClient();
        await client._socket.ConnectAsync(address.Host, address.Port);
        await client.SendRawAsync(Encoding.ASCII.GetBytes(
            $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        await client.ReadHandshakeAsync();
        _ = client.ReadFramesAsync();
        await client.SendAsync(TextFrame, """{"type":"connection_init"}"""u8.ToArray());
        await client._acknowledged.Task;
        await client.SendAsync(TextFrame, Encoding.UTF8.GetBytes(
            $$$"""{"id":"1","type":"subscribe","payload":{"query":"{{{query}}}"}}"""));
        return client;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task ReadHandshakeAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync();
        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"No socket: {Encoding.ASCII.GetString(_buffer, 0, end)}");
        Drop(end + 4);
    }

    private async Task ReadFramesAsync()
    {
        try
        {
            while (true)
            {
                while (Frame() is var (opcode, from, length))
                {
                    await HandleAsync(opcode, _buffer.AsMemory(from, length));
                    Drop(from + length);
                }
                await FillAsync();
            }
        }
        catch (Exception fault) when (fault is SocketException or IOException or ObjectDisposedException)
        {
            _acknowledged.TrySetException(fault);
        }
    }

    private (int Opcode, int From, int Length)? Frame()
    {
        if (_filled < 2)
            return null;
        var (from, length) = (2, _buffer[1] & 0x7F);
        if (length == 126 && _filled >= 4)
            (from, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(2)));
        return _filled < from + length ? null : (_buffer[0] & 0x0F, from, length);
    }

    private async ValueTask HandleAsync(int opcode, ReadOnlyMemory<byte> payload)
    {
        if (opcode == PingFrame)
            await SendAsync(PongFrame, payload.ToArray());
        else if (payload.Span.IndexOf("\"ping\""u8) >= 0)
            await SendAsync(TextFrame, """{"type":"pong"}"""u8.ToArray());
        else if (payload.Span.IndexOf("\"connection_ack\""u8) >= 0)
            _acknowledged.TrySetResult();
        else if (payload.Span.IndexOf("\"next\""u8) >= 0 && payload.Span.IndexOf("\"errors\""u8) < 0)
        {
            LastReceived = Stopwatch.GetTimestamp();
            Interlocked.Increment(ref _received);
        }
        else
            throw new IOException($"Unexpected: {Encoding.UTF8.GetString(payload.Span)}");
    }

    private async ValueTask FillAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
        _filled += read > 0 ? read : throw new IOException("The server has closed the socket.");
    }

    private void Drop(int bytes)
    {
        _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
        _filled -= bytes;
    }

    // Clients must mask what they send; a mask of zeros leaves it as it is.
    private ValueTask SendAsync(int opcode, byte[] payload) => SendRawAsync(payload.Length < 126
        ? [(byte)(0x80 | opcode), (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]
        : [(byte)(0x80 | opcode), 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length, 0, 0, 0, 0, .. payload]);

    private async ValueTask SendRawAsync(byte[] bytes) => await _socket.SendAsync(bytes);
}
