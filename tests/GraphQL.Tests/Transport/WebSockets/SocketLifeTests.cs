using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>How sockets begin, live and end.</summary>
[Collection(Alone.Name)]
public sealed class SocketLifeTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    [Fact]
    public async Task Socket_without_init_closes_with_4408()
    {
        await using var server = await StartAsync(options =>
            options.Sockets.ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(100));
        await using var client = await SocketClient.OpenAsync(server);
        Assert.Equal((4408, "Connection initialisation timeout"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Second_operation_of_the_same_id_closes_with_4409()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "{ pass }");
        await client.SubscribeAsync("1", "{ pass }");
        Assert.Equal((4409, "Subscriber for 1 already exists"), await client.ClosedAsync());
        await UntilAsync(() => GateOf(server).Cancelled == GateOf(server).Waiting);
    }

    [Fact]
    public async Task Reason_of_a_close_has_at_most_123_bytes()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.ConnectAsync(server);
        var id = new string('é', 100);
        await client.SubscribeAsync(id, "{ pass }");
        await client.SubscribeAsync(id, "{ pass }");
        Assert.Equal((4409, "Subscriber for " + new string('é', 54)), await client.ClosedAsync());
    }

    [Fact]
    public async Task Complete_cancels_the_operation_and_frees_its_id()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "{ pass }");
        await UntilAsync(() => GateOf(server).Waiting == 1);
        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await client.SubscribeAsync("1", "{ state }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"state":null}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.ReceiveAsync());
        await UntilAsync(() => GateOf(server).Cancelled == 1);
    }

    [Fact]
    public async Task Client_that_goes_away_cancels_its_operations()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "{ pass }");
        await UntilAsync(() => GateOf(server).Waiting == 1);
        client.Abort();
        await UntilAsync(() => GateOf(server).Cancelled == 1);
    }

    [Fact]
    public async Task Operation_beyond_the_limit_is_an_error_message()
    {
        await using var server = await StartAsync(options => options.Sockets.MaxOperations = 1);
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "{ pass }");
        await client.SubscribeAsync("2", "{ pass }");
        Assert.Equal(
            """{"id":"2","type":"error","payload":[{"message":"A socket runs at most 1 operations at a time.","extensions":{"code":"TOO_MANY_OPERATIONS"}}]}""",
            await client.ReceiveAsync());
        GateOf(server).Open();
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"pass":"passed"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Socket_beyond_the_limit_is_refused_with_503()
    {
        await using var server = await StartAsync(options => options.MaxOpenStreams = 1);
        await using (await SocketClient.ConnectAsync(server))
            Assert.Equal("Refused with 503.",
                (await Assert.ThrowsAsync<InvalidOperationException>(() => SocketClient.OpenAsync(server))).Message);
        for (var attempt = 0; ; attempt++)
            try
            {
                await using var again = await SocketClient.ConnectAsync(server);
                break;
            }
            catch (InvalidOperationException) when (attempt < 200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            }
    }

    [Fact]
    public async Task Client_is_pinged_and_one_that_answers_stays()
    {
        await using var server = await StartAsync(options => options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
        await using var client = await SocketClient.ConnectAsync(server);
        for (var ping = 0; ping < 3; ping++)
        {
            Assert.Equal("""{"type":"ping"}""", await client.ReceiveAsync());
            await client.SendAsync("""{"type":"pong"}""");
        }
    }

    [Fact]
    public async Task Client_that_does_not_answer_pings_is_cut_off()
    {
        await using var server = await StartAsync(options => options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
        await using var client = await SocketClient.ConnectAsync(server);
        // The cut may overtake the ping that went before it.
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
                Assert.Equal("""{"type":"ping"}""", await client.ReceiveAsync());
        });
    }

    [Theory]
    [InlineData("https://elsewhere.example", null, false, true)]
    [InlineData("https://elsewhere.example", null, true, false)]
    [InlineData("own", null, true, true)]
    [InlineData("null", null, true, false)]
    [InlineData(null, null, true, true)]
    [InlineData("https://app.example.com", "https://app.example.com", true, true)]
    [InlineData("https://elsewhere.example", "https://app.example.com", false, false)]
    public async Task Page_of_another_site_cannot_use_a_browsers_cookies(
        string? origin, string? allowed, bool cookie, bool isOpened)
    {
        await using var server = await StartAsync(options =>
        {
            if (allowed is not null)
                options.AllowedOrigins.Add(allowed);
        });
        List<(string, string)> headers = [];
        if (origin is not null)
            headers.Add(("Origin", origin == "own" ? server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin));
        if (cookie)
            headers.Add(("Cookie", "session=1"));
        var opening = SocketClient.OpenAsync(server, headers: [.. headers]);
        if (isOpened)
            await (await opening).DisposeAsync();
        else
            Assert.Equal("Refused with 403.", (await Assert.ThrowsAsync<InvalidOperationException>(() => opening)).Message);
    }

    [Fact]
    public async Task Interceptor_signs_in_by_the_payload_and_sets_state()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.OpenAsync(server);
        await client.SendAsync("""{"type":"connection_init","payload":{"name":"ann"}}""");
        Assert.Equal("""{"type":"connection_ack","payload":{"welcome":"ann"}}""", await client.ReceiveAsync());
        await client.SubscribeAsync("1", "{ caller state }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"caller":"ann","state":"1 of ann"}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.ReceiveAsync());
        await client.CloseAsync();
        await UntilAsync(() => Notes(server).Contains("ann NormalClosure"));
    }

    [Theory]
    [InlineData("refused", 4403, "No entry")]
    [InlineData("thrown", 4403, "Thrown out")]
    [InlineData("broken", 4500, "Internal server error")]
    public async Task Interceptor_refuses_the_socket(string name, int code, string reason)
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.OpenAsync(server);
        await client.SendAsync($$$"""{"type":"connection_init","payload":{"name":"{{{name}}}"}}""");
        Assert.Equal((code, reason), await client.ClosedAsync());
        await UntilAsync(() => Notes(server).Contains($" {(SocketCloseCode)code}"));
    }

    [Fact]
    public async Task Subscribe_while_the_interceptor_still_thinks_closes_with_4401()
    {
        await using var server = await StartAsync();
        await using var client = await SocketClient.OpenAsync(server);
        await client.SendAsync("""{"type":"connection_init","payload":{"name":"slow"}}""");
        await client.SubscribeAsync("1", "{ caller }");
        Assert.Equal(4401, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Credential_that_expires_closes_with_4403()
    {
        await using var server = await StartAsync(options => options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
        await using var client = await SocketClient.OpenAsync(server);
        await client.SendAsync("""{"type":"connection_init","payload":{"name":"short"}}""");
        Assert.Equal((4403, "Credential expired"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Host_that_stops_lets_queries_finish_and_closes_with_1001()
    {
        await using var server = await StartAsync();
        await using var idle = await SocketClient.ConnectAsync(server);
        await using var busy = await SocketClient.ConnectAsync(server);
        await busy.SubscribeAsync("1", "{ pass }");
        await UntilAsync(() => GateOf(server).Waiting == 1);
        var stopping = server.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1001, "Going away"), await idle.ClosedAsync());
        GateOf(server).Open();
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"pass":"passed"}}}""", await busy.ReceiveAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await busy.ReceiveAsync());
        Assert.Equal((1001, "Going away"), await busy.ClosedAsync());
        await stopping;
    }

    [Fact]
    public async Task Host_that_stops_does_not_wait_for_ever()
    {
        await using var server = await StartAsync(options => options.Sockets.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        await using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "{ pass }");
        await UntilAsync(() => GateOf(server).Waiting == 1);
        var stopping = server.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1001, "Going away"), await client.ClosedAsync());
        await stopping;
        Assert.Equal(1, GateOf(server).Cancelled);
    }

    private static Task<GraphQLServer> StartAsync(Action<GraphQLServerOptions>? configure = null) =>
        GraphQLServer.StartAsync(
            builder => builder.AddTypes(typeof(GateQueries)).AddSocketSessionInterceptor<NameInterceptor>()
                .ModifyServerOptions(options =>
                {
                    options.Sockets.KeepAliveInterval = Never;
                    configure?.Invoke(options);
                }),
            host => host.Services.AddSingleton<Gate>().AddSingleton<List<string>>());

    private static Gate GateOf(GraphQLServer server) => server.Services.GetRequiredService<Gate>();

    private static string[] Notes(GraphQLServer server)
    {
        var notes = server.Services.GetRequiredService<List<string>>();
        lock (notes)
            return [.. notes];
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 1000, "It did not come about within 20 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private sealed class NameInterceptor(List<string> notes) : ISocketSessionInterceptor
    {
        public async ValueTask<ConnectionStatus> OnConnectAsync(
            SocketSession session, JsonElement payload, CancellationToken cancellationToken)
        {
            if (payload.ValueKind != JsonValueKind.Object)
                return ConnectionStatus.Accept();
            var name = payload.GetProperty("name").GetString()!;
            switch (name)
            {
                case "refused":
                    return ConnectionStatus.Reject("No entry");
                case "thrown":
                    throw new GraphQLException("Thrown out");
                case "broken":
                    throw new InvalidOperationException("secret");
                case "slow":
                    await Task.Delay(Never, TimeProvider.System, cancellationToken);
                    break;
                case "short":
                    session.ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(200);
                    break;
            }
            session.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test"));
            return ConnectionStatus.Accept(JsonSerializer.SerializeToElement(new { welcome = name }));
        }

        public ValueTask OnRequestAsync(
            SocketSession session, string operationId, OperationRequest request, CancellationToken cancellationToken)
        {
            request.GlobalState["state"] = session.User.Identity?.Name is { } name ? $"{operationId} of {name}" : null;
            return ValueTask.CompletedTask;
        }

        public ValueTask OnCloseAsync(SocketSession session, SocketCloseCode code, CancellationToken cancellationToken)
        {
            lock (notes)
                notes.Add($"{session.User.Identity?.Name} {code}");
            return ValueTask.CompletedTask;
        }
    }
}
