using System.Buffers.Text;
using System.Net.Sockets;

namespace Analytics.Benchmarks;

/// <summary>
/// A kept-alive HTTP/1.1 connection that sends requests as prepared bytes: the load generator shares the cores with
/// what it measures, and so does as little as it can.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _answer = new byte[4096];

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <returns>The status code, once the answer is there as a whole.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);
        for (var length = 0; ;)
        {
            if (length == _answer.Length)
                Array.Resize(ref _answer, length * 2);
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length));
            if (read == 0)
                throw new IOException("The host closed the connection.");
            length += read;
            if (IsWhole(_answer.AsSpan(0, length)))
                return Utf8Parser.TryParse(_answer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _) ? status : 0;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var name = answer[..head].IndexOf("Content-Length: "u8);
        if (name < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);   // in chunks
        return Utf8Parser.TryParse(answer[(name + "Content-Length: ".Length)..], out int length, out _)
            && answer.Length >= head + 4 + length;
    }
}
