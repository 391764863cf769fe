using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Tests.Transport.Clients;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.Streams;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>Clients that ask for more than a socket may, read too slowly, or leave work behind.</summary>
public sealed class SocketBurdenTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    [Fact]
    public async Task Client_that_reads_too_slowly_is_told_so_by_4508()
    {
        await using var server = await StartAsync(sockets => sockets.SendTimeout = TimeSpan.FromMilliseconds(200));
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("pass", "{ pass }");
        await client.SubscribeAsync("1", "subscription { tick }");
        await PublishUntilClosedAsync(server);
        Assert.Equal((4508, "A message took too long to be read"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Client_for_which_too_much_waits_is_told_so_by_4508()
    {
        await using var server = await StartAsync(sockets => sockets.MaxWaitingBytes = 4 << 20);
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("pass", "{ pass }");
        for (var id = 0; id < 8; id++)
            await client.SubscribeAsync($"{id}", "subscription { tick }");
        await PublishUntilClosedAsync(server);
        Assert.Equal((4508, "Too much waits to be read"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Subscribing_and_completing_in_turn_does_not_run_any_number_of_operations()
    {
        await using var server = await StartAsync(sockets => sockets.MaxOperations = 3);
        await using var client = await SocketClient.ConnectAsync(server);
        for (var id = 0; id < 20; id++)
        {
            await client.SubscribeAsync($"stubborn {id}", "{ caller }");
            await client.SendAsync($$"""{"type":"complete","id":"stubborn {{id}}"}""");
        }
        for (var id = 6; id < 20; id++)
            Assert.StartsWith($$"""{"id":"stubborn {{id}}","type":"error","payload":[{"message":"A socket runs at most 3""",
                await client.ReceiveAsync(), StringComparison.Ordinal);
        await UntilAsync(() => GateOf(server).Waiting == 6);
        GateOf(server).Open();
        for (var id = 20; ; id++)
        {
            await client.SubscribeAsync($"{id}", "{ caller }");
            if (await client.ReceiveAsync() is { } next && next.Contains("next", StringComparison.Ordinal))
                break; // the six have ended
            Assert.True(id < 1000);
        }
        Assert.Equal(6, GateOf(server).Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Socket_has_not_ended_before_its_operations_have(bool isAborted)
    {
        await using var server = await StartAsync(_ => { });
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("stubborn", "{ caller }");
        await UntilAsync(() => GateOf(server).Waiting == 1);
        if (isAborted)
            client.Abort();
        else
            await client.CloseAsync();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(1, StreamsOf(server).Count);
        GateOf(server).Open();
        await UntilAsync(() => StreamsOf(server).Count == 0);
    }

    [Theory]
    [InlineData("{ trap }")]
    [InlineData("subscription { trapped }")]
    public async Task Clean_up_that_fails_at_cancellation_hurts_nobody_else(string trap)
    {
        await using var server = await StartAsync(_ => { });
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", trap);
        await client.SubscribeAsync("2", "{ pass }");
        await UntilAsync(() => GateOf(server).Waiting == 2);
        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await UntilAsync(() => GateOf(server).Cancelled == 1);
        await client.SubscribeAsync("3", trap);
        await UntilAsync(() => GateOf(server).Waiting == 3);
        await client.CloseAsync();
        Assert.Equal(1000, client.Close.Code);
        await UntilAsync(() => GateOf(server).Cancelled == 3);
        await UntilAsync(() => StreamsOf(server).Count == 0);
    }

    // Everything that runs is cancelled when the server closes: "pass" tells.
    private static async Task PublishUntilClosedAsync(GraphQLServer server)
    {
        var text = new string('x', 1 << 20);
        await UntilAsync(() => GateOf(server).Waiting == 1);
        for (var round = 0; GateOf(server).Cancelled == 0; round++)
        {
            Assert.True(round < 2_000, "The socket was never closed.");
            await server.Services.GetRequiredService<ITopicEventSender>().SendAsync("ticks", text);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static Task<GraphQLServer> StartAsync(Action<GraphQLSocketOptions> configure) => GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(GateQueries), typeof(TickSubscriptions), typeof(GateSubscriptions)).AddInMemorySubscriptions()
            .AddSocketSessionInterceptor<StubbornInterceptor>()
            .ModifyServerOptions(options =>
            {
                (options.Sockets.KeepAliveInterval, options.Sockets.SendTimeout) = (Never, Never);
                options.Sockets.CloseTimeout = TimeSpan.FromSeconds(30);
                configure(options.Sockets);
            }),
        host => host.Services.AddSingleton<Gate>());

    // Waits for the gate before an operation whose id says so, whether or not anybody still wants it.
    private sealed class StubbornInterceptor(Gate gate) : ISocketSessionInterceptor
    {
        public async ValueTask OnRequestAsync(
            SocketSession session, string operationId, OperationRequest request, CancellationToken cancellationToken)
        {
            if (operationId.StartsWith("stubborn", StringComparison.Ordinal))
                await gate.PassAsync(CancellationToken.None);
        }
    }

    private static Gate GateOf(GraphQLServer server) => server.Services.GetRequiredService<Gate>();

    private static OpenStreams StreamsOf(GraphQLServer server) => server.Services.GetRequiredService<OpenStreams>();

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 1000, "It did not come about within 20 s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
