using System.Net.Http.Headers;
using System.Net.Http.Json;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Tests.Transport.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>Streams of answers, byte by byte, and what happens to readers that are slow or gone.</summary>
[Collection(Alone.Name)]
public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Subscription_is_answered_as_events_in_the_form_of_the_protocol()
    {
        await using var server = await TickServer.StartAsync();
        using var response = await OpenAsync(server, "subscription { count(to: 2) }", "text/event-stream");
        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal(
            """
            :

            event: next
            data: {"data":{"count":1}}

            event: next
            data: {"data":{"count":2}}

            event: complete
            data: 


            """.ReplaceLineEndings("\n"),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("multipart/mixed", 406)]
    [InlineData("application/json", 200)]
    [InlineData("application/graphql-response+json", 400)]
    public async Task Subscription_is_refused_where_only_one_answer_fits(string accept, int status)
    {
        await using var server = await TickServer.StartAsync();
        using var response = await OpenAsync(server, "subscription { count(to: 2) }", accept);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("OPERATION_NOT_ALLOWED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_answer_stays_single_where_a_stream_is_liked_no_better()
    {
        await using var server = await TickServer.StartAsync();
        using var response = await OpenAsync(
            server, "{ next(to: 1) }", "application/graphql-response+json, text/event-stream, multipart/mixed");
        Assert.Equal("application/graphql-response+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"data":{"next":2}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Single_answer_is_one_part_where_nothing_else_is_taken()
    {
        await using var server = await TickServer.StartAsync();
        using var response = await OpenAsync(server, "{ next(to: 1) }", "multipart/mixed");
        Assert.Equal(
            "---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"next\":2}}\r\n-----\r\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Quiet_stream_shows_that_it_lives()
    {
        await using var server = await TickServer.StartAsync(options =>
            options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(50));
        using var response = await OpenAsync(server, "subscription { tick }", "text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var comment = 0; comment < 3; comment++)
        {
            Assert.Equal(":", await LineAsync(reader));
            Assert.Equal("", await LineAsync(reader));
        }
    }

    [Fact]
    public async Task Host_that_stops_completes_subscriptions_where_it_is_told_to()
    {
        await using var server = await TickServer.StartAsync(options => options.Sockets.CompleteStreamsOnShutdown = true);
        using var events = await OpenAsync(server, "subscription { tick }", "text/event-stream");
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "subscription { tick }");
        await UntilReceivedAsync(server, socket);
        var stopping = server.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        string? message;
        while ((message = await socket.ReceiveAsync())?.Contains("next", StringComparison.Ordinal) == true)
        {
        }
        Assert.Equal("""{"id":"1","type":"complete"}""", message);
        Assert.Equal((1001, "Going away"), await socket.ClosedAsync());
        Assert.EndsWith("event: complete\ndata: \n\n", await events.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stopping;
    }

    [Fact]
    public async Task Client_that_does_not_read_is_closed_and_the_others_go_on()
    {
        await using var server = await TickServer.StartAsync(options =>
            (options.Sockets.SendTimeout, options.Sockets.CloseTimeout) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(300)));
        await using var deaf = await SocketClient.ConnectAsync(server);
        await deaf.SubscribeAsync("1", "subscription { tick }");
        await using var good = await SocketClient.ConnectAsync(server);
        await good.SubscribeAsync("1", "subscription { tick }");
        await UntilReceivedAsync(server, good);
        var streams = server.Services.GetRequiredService<GraphQL.Transport.Streams.OpenStreams>();
        var text = new string('x', 1 << 20);
        for (var round = 0; streams.Count > 1; round++)
        {
            Assert.True(round < 2_000, "The deaf client was never closed.");
            await server.Services.GetRequiredService<ITopicEventSender>().SendAsync("ticks", text);
            Assert.Contains("xxx", await good.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    // A subscription takes effect a moment after it was sent: publishes until something comes.
    private static async Task UntilReceivedAsync(GraphQLServer server, SocketClient client)
    {
        var received = client.ReceiveAsync();
        while (!received.IsCompleted)
        {
            await server.Services.GetRequiredService<ITopicEventSender>().SendAsync("ticks", "on");
            await Task.WhenAny(received, Task.Delay(20, TestContext.Current.CancellationToken));
        }
        Assert.Contains("on", await received, StringComparison.Ordinal);
    }

    private static async Task<string?> LineAsync(StreamReader reader)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await reader.ReadLineAsync(deadline.Token);
    }

    private static async Task<HttpResponseMessage> OpenAsync(GraphQLServer server, string query, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        foreach (var type in accept.Split(", "))
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
