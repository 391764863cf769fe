using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>A client that sends what it is told to, well-behaved or not.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();

    public WebSocketState State => _socket.State;

    /// <summary>The code and reason of the server's close frame.</summary>
    public (int? Code, string? Reason) Close => ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);

    public static async Task<SocketClient> OpenAsync(
        GraphQLServer server, string? protocol = "graphql-transport-ws", string path = "/graphql",
        params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        if (protocol is not null)
            client._socket.Options.AddSubProtocol(protocol);
        client._socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        foreach (var (name, value) in headers)
            client._socket.Options.SetRequestHeader(name, value);
        client._socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(server.Client.BaseAddress!) { Scheme = "ws", Path = path }.Uri;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await client._socket.ConnectAsync(address, deadline.Token);
        }
        catch (WebSocketException fault)
        {
            var status = (int)client._socket.HttpStatusCode;
            client._socket.Dispose();
            throw new InvalidOperationException($"Refused with {status}.", fault);
        }
        return client;
    }

    /// <summary>Opens a socket and gets it acknowledged.</summary>
    public static async Task<SocketClient> ConnectAsync(GraphQLServer server)
    {
        var client = await OpenAsync(server);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        return client;
    }

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message, WebSocketMessageType type) =>
        _socket.SendAsync(message, type, true, TestContext.Current.CancellationToken);

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query, variables } }));

    /// <summary>The next message as text; null once the server has closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer, deadline.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(int? Code, string? Reason)> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        return Close;
    }

    public Task CloseAsync() =>
        _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    /// <summary>Goes away without a word.</summary>
    public void Abort() => _socket.Abort();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
