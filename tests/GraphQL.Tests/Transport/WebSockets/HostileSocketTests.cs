using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Tests.Transport.Clients;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>Floods, storms and crumbs: what a client may send that no good one does.</summary>
public sealed class HostileSocketTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(GateQueries), typeof(TickSubscriptions)).AddInMemorySubscriptions()
            .ModifyServerOptions(options => options.Sockets.KeepAliveInterval = Timeout.InfiniteTimeSpan),
        host => host.Services.AddSingleton<Gate>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Message_in_frames_of_one_byte_and_none_is_one_message()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(
            new UriBuilder(_server.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, Token);
        var message = Encoding.UTF8.GetBytes($$$"""{"type":"ping","payload":{"x":"é{{{new string('x', 500)}}}"}}""");
        for (var index = 0; index < message.Length; index++)
        {
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, false, Token);
            await socket.SendAsync(message.AsMemory(index, 1), WebSocketMessageType.Text, index == message.Length - 1, Token);
        }
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, Token);
        Assert.StartsWith("""{"type":"pong","payload":{"x":"éxxx""", Encoding.UTF8.GetString(buffer, 0, received.Count), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flood_of_pings_is_answered_one_by_one()
    {
        const int pings = 5_000;
        await using var client = await SocketClient.ConnectAsync(_server);
        var flooding = Task.Run(
            async () =>
            {
                for (var number = 0; number < pings; number++)
                    await client.SendAsync($$$"""{"type":"ping","payload":{"n":{{{number}}}}}""");
            },
            Token);
        for (var number = 0; number < pings; number++)
            Assert.Equal($$$"""{"type":"pong","payload":{"n":{{{number}}}}}""", await client.ReceiveAsync());
        await flooding;
    }

    [Fact]
    public async Task Storm_of_operations_runs_as_many_as_a_socket_may_and_refuses_the_rest()
    {
        const int storm = 2_000;
        await using var client = await SocketClient.ConnectAsync(_server);
        var storming = Task.Run(
            async () =>
            {
                for (var id = 0; id < storm; id++)
                    await client.SubscribeAsync(id.ToString(CultureInfo.InvariantCulture), "{ pass }");
            },
            Token);
        for (var refused = 100; refused < storm; refused++)
            Assert.Contains("TOO_MANY_OPERATIONS", await client.ReceiveAsync(), StringComparison.Ordinal);
        await storming;
        _server.Services.GetRequiredService<Gate>().Open();
        var passed = 0;
        for (var message = 0; message < 200; message++)
            if ((await client.ReceiveAsync())!.Contains("passed", StringComparison.Ordinal))
                passed++;
        Assert.Equal(100, passed);
    }

    [Fact]
    public async Task Random_clients_leave_nothing_behind_and_get_no_message_of_what_they_completed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => BehaveAtRandomAsync(seed), Token)));
        var streams = _server.Services.GetRequiredService<OpenStreams>();
        var gate = _server.Services.GetRequiredService<Gate>();
        for (var attempt = 0; streams.Count > 0 || gate.Waiting > gate.Cancelled; attempt++)
        {
            Assert.True(attempt < 1000, $"{streams.Count} sockets and {gate.Waiting - gate.Cancelled} operations are left.");
            await Task.Delay(20, Token);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task BehaveAtRandomAsync(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            await using var client = await SocketClient.ConnectAsync(_server);
            var (next, open) = (0, new List<string>());
            for (var step = 0; step < 60; step++)
                if (open.Count > 0 && random.Next(3) == 0)
                {
                    var id = open[random.Next(open.Count)];
                    open.Remove(id);
                    await client.SendAsync($$"""{"type":"complete","id":"{{id}}"}""");
                }
                else if (open.Count < 40)
                {
                    open.Add($"{next++}");
                    await client.SubscribeAsync(open[^1], random.Next(2) == 0 ? "{ pass }" : "subscription { tick }");
                }
            // Whatever comes now is about none of the operations: none of them has anything to say.
            await client.SendAsync("""{"type":"ping","payload":{"last":true}}""");
            using (var answer = JsonDocument.Parse((await client.ReceiveAsync())!))
                Assert.Equal("pong", answer.RootElement.GetProperty("type").GetString());
            if (random.Next(2) == 0)
                client.Abort();
            else
                await client.CloseAsync();
        }
    }
}
