using System.Net.Http.Json;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Tests.Transport.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>Backpressure: what is not read is not kept.</summary>
[Collection(Alone.Name)]
public sealed class DeafClientTests
{
    [Fact]
    public async Task Client_that_never_reads_costs_no_memory_however_much_is_published()
    {
        const int events = 100_000;
        await using var server = await TickServer.StartAsync(options =>
            (options.Sockets.SendTimeout, options.Sockets.KeepAliveInterval) = (TimeSpan.Zero, TimeSpan.Zero));
        await using var deaf = await SocketClient.ConnectAsync(server);
        for (var id = 0; id < 4; id++)
            await deaf.SubscribeAsync($"{id}", "subscription { tick }");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "subscription { tick }" }),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var silent = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var sender = server.Services.GetRequiredService<ITopicEventSender>();
        var text = new string('x', 4_000);
        await PublishAsync(sender, text, events / 10);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await PublishAsync(sender, text, events);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 8 << 20, $"{grown / 1024} KiB more after {events} events of 4 KB");
        Assert.Contains("xxx", await deaf.ReceiveAsync(), StringComparison.Ordinal); // it was subscribed, and still is
    }

    private static async Task PublishAsync(ITopicEventSender sender, string text, int events)
    {
        for (var sent = 0; sent < events; sent++)
        {
            await sender.SendAsync("ticks", text);
            if (sent % 100 == 0)
                await Task.Yield();
        }
    }
}
