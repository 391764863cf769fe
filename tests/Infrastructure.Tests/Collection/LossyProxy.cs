using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Collection;

/// <summary>Stands between a node and its database, and can cut a connection after a commit and before its answer.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private int _armed;

    public LossyProxy(NpgsqlConnectionStringBuilder server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>Leads to the database through here.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    public void LoseNextAnswerToCommit() => Volatile.Write(ref _armed, 1);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                return;   // stopped
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var near = client;
        using var far = _server.Host!.StartsWith('/')
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await far.ConnectAsync(_server.Host.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}")
            : new DnsEndPoint(_server.Host, _server.Port));
        var isCommitting = false;
        await Task.WhenAny(
            PumpAsync(near, far, sent =>
            {
                isCommitting = sent.IndexOf("COMMIT\0"u8) >= 0;
                return false;
            }),
            PumpAsync(far, near, _ =>
            {
                if (!isCommitting || Interlocked.Exchange(ref _armed, 0) == 0)
                    return false;
                Lost++;
                return true;
            }));
    }

    // Ends when either end does, or at bytes that are lost.
    private static async Task PumpAsync(Socket from, Socket to, Watch isLost)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (isLost(buffer.AsSpan(0, read)))
                    return;
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The other direction ended the connection.
        }
    }

    private delegate bool Watch(ReadOnlySpan<byte> bytes);
}
