using System.Net.WebSockets;
using System.Text.Json;
using Analytics.GraphQL.Transport;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>graphql-transport-ws, message by message.</summary>
public sealed class SocketProtocolTests(ShopServer shop) : IClassFixture<ShopServer>
{
    public static TheoryData<string, string> BadMessages => new()
    {
        { "", "The body is empty." },
        { "{", "The body is not valid JSON" },
        { "[]", "A message must be a JSON object." },
        { "{}", "The member 'type' is missing." },
        { """{"type":1}""", "The member 'type' must be a string." },
        { """{"type":"next","id":"1","payload":{}}""", "A client does not send messages of the type 'next'." },
        { """{"type":"start","id":"1"}""", "A client does not send messages of the type 'start'." },
        { """{"type":"ping","payload":1}""", "The 'payload' of 'ping' must be an object." },
        { """{"type":"subscribe","payload":{"query":"{ hello }"}}""", "'subscribe' needs an 'id'." },
        { """{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""", "'subscribe' needs an 'id'." },
        { """{"type":"subscribe","id":7,"payload":{"query":"{ hello }"}}""", "The member 'id' must be a string." },
        { """{"type":"subscribe","id":"1"}""", "'subscribe' needs a 'payload'." },
        { """{"type":"subscribe","id":"1","payload":[]}""", "The 'payload' of 'subscribe' must be an object." },
        { """{"type":"subscribe","id":"1","payload":{}}""", "The parameter 'query' is missing." },
        { """{"type":"subscribe","id":"1","payload":{"query":1}}""", "The parameter 'query' must be a string." },
        { """{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}""", "The parameter 'variables' must be an object." },
        { """{"type":"subscribe","id":"1","payload":{"query":"{ hello }","operationName":1}}""", "The parameter 'operationName' must be a string." },
        { """{"type":"subscribe","id":"1","payload":{"query":"{ hello }","extensions":"x"}}""", "The parameter 'extensions' must be an object." },
        { """{"type":"complete"}""", "'complete' needs an 'id'." },
        { """{"type":"ping","type":"ping"}""", "The member 'type' is given twice." },
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task Message_that_is_none_of_the_protocol_closes_with_4400(string message, string reason)
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync(message);
        var close = await client.ClosedAsync();
        Assert.Equal(4400, close.Code);
        Assert.StartsWith($"Invalid message received: {reason}", close.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_with_a_payload_that_is_no_object_closes_with_4400()
    {
        await using var client = await SocketClient.OpenAsync(shop.Server);
        await client.SendAsync("""{"type":"connection_init","payload":"x"}""");
        Assert.Equal((4400, "Invalid message received: The 'payload' of 'connection_init' must be an object."), await client.ClosedAsync());
    }

    [Fact]
    public async Task Binary_message_closes_with_4400()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync("""{"type":"ping"}"""u8.ToArray(), WebSocketMessageType.Binary);
        Assert.Equal((4400, "Binary messages are not supported"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Text_that_is_not_utf8_ends_the_socket()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync([.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8], WebSocketMessageType.Text);
        try
        {
            Assert.Equal(1007, (await client.ClosedAsync()).Code);
        }
        catch (WebSocketException)
        {
            // The framework sends 1007 and cuts the connection at once, which may overtake it.
            Assert.NotEqual(WebSocketState.Open, client.State);
        }
    }

    [Fact]
    public async Task Message_beyond_the_limit_closes_with_1009()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync($$$"""{"type":"ping","payload":{"x":"{{{new string('x', 600_000)}}}"}}""");
        Assert.Equal((1009, "A message has at most 524288 bytes"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Long_message_below_the_limit_is_answered()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        var payload = $$"""{"x":"{{new string('x', 300_000)}}"}""";
        await client.SendAsync($$"""{"type":"ping","payload":{{payload}}}""");
        Assert.Equal($$"""{"type":"pong","payload":{{payload}}}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Handshake_without_the_protocol_closes_with_4406(string? protocol)
    {
        // A client that offered another protocol notices by itself that it was not chosen.
        try
        {
            await using var client = await SocketClient.OpenAsync(shop.Server, protocol);
            Assert.Equal((4406, "Subprotocol not acceptable"), await client.ClosedAsync());
        }
        catch (InvalidOperationException fault)
        {
            Assert.NotNull(protocol);
            Assert.Equal("Refused with 101.", fault.Message);
        }
    }

    [Fact]
    public async Task Second_init_closes_with_4429()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal((4429, "Too many initialisation requests"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Subscribe_before_the_acknowledgement_closes_with_4401()
    {
        await using var client = await SocketClient.OpenAsync(shop.Server);
        await client.SubscribeAsync("1", "{ hello }");
        Assert.Equal((4401, "Unauthorized"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Ping_is_answered_with_its_payload_even_before_init()
    {
        await using var client = await SocketClient.OpenAsync(shop.Server);
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
        await client.SendAsync("""{"payload": {"a": [1]}, "type":"ping"}""");
        Assert.Equal("""{"type":"pong","payload":{"a": [1]}}""", await client.ReceiveAsync());
        await client.SendAsync("""{"type":"ping","payload":null}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Query_and_mutation_are_answered_and_completed()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SubscribeAsync("a \"é\"", "query ($n: String!) { hello(name: $n) }", new { n = "x" });
        Assert.Equal("""{"id":"a \"é\"","type":"next","payload":{"data":{"hello":"Hello x"}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"id":"a \"é\"","type":"complete"}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("{ hello", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query ($n: String!) { hello(name: $n) }", "BAD_USER_INPUT")]
    public async Task Refused_operation_is_an_error_message_and_the_socket_goes_on(string query, string code)
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SubscribeAsync("1", query);
        using (var error = JsonDocument.Parse((await client.ReceiveAsync())!))
        {
            Assert.Equal("error", error.RootElement.GetProperty("type").GetString());
            Assert.Equal("1", error.RootElement.GetProperty("id").GetString());
            var first = error.RootElement.GetProperty("payload")[0];
            Assert.Equal(code, first.GetProperty("extensions").GetProperty("code").GetString());
        }
        await client.SubscribeAsync("1", "{ hello }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"Hello world"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Id_is_free_again_as_soon_as_its_last_message_has_come()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        for (var round = 0; round < 500; round++)
        {
            await client.SubscribeAsync("1", round % 2 == 0 ? "{ hello }" : "{ nothing }");
            if (round % 2 == 0)
                Assert.Contains("next", await client.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Contains(round % 2 == 0 ? "complete" : "error", await client.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Complete_of_an_unknown_operation_is_ignored()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.SendAsync("""{"type":"complete","id":"gone"}""");
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Close_of_the_client_is_answered_with_its_code()
    {
        await using var client = await SocketClient.ConnectAsync(shop.Server);
        await client.CloseAsync();
        Assert.Equal((1000, ""), client.Close);
    }

    [Fact]
    public async Task Endpoint_of_sockets_alone_asks_for_an_upgrade()
    {
        await using var server = await GraphQLServer.StartAsync(
            builder => builder.AddTypes(typeof(Shop.ProductQueries)), use: app => app.MapGraphQLWebSocket("/socket"));
        using var response = await server.Client.GetAsync(new Uri("/socket", UriKind.Relative));
        Assert.Equal(426, (int)response.StatusCode);
        await using var client = await SocketClient.OpenAsync(server, path: "/socket");
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
    }
}
