using Analytics.GraphQL.Transport.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>Subscribers that vanish leave nothing behind.</summary>
[Collection(Alone.Name)]
public sealed class DroppedSocketTests(TickServer ticks) : IClassFixture<TickServer>
{
    [Fact]
    public async Task Subscriptions_that_are_dropped_abruptly_give_back_memory_and_handles()
    {
        var isLong = Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1";
        await DropAsync(200); // whatever is made once is made now
        var (memory, handles) = Measure();
        await DropAsync(isLong ? 10_000 : 1_000);
        for (var attempt = 0; ; attempt++)
        {
            var (memoryNow, handlesNow) = Measure();
            if (memoryNow - memory < 4 << 20 && handlesNow - handles < 30)
                break;
            Assert.True(attempt < 200, $"{(memoryNow - memory) / 1024} KiB and {handlesNow - handles} handles are left.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task DropAsync(int count)
    {
        var answer = await ticks.Clients.CallAsync(
            "socketsDropped", new { url = ticks.Socket, count, atOnce = 50, query = "subscription { tick }" });
        Assert.Equal(count, answer.GetProperty("opened").GetInt32());
        var streams = ticks.Server.Services.GetRequiredService<OpenStreams>();
        for (var attempt = 0; streams.Count > 0; attempt++)
        {
            Assert.True(attempt < 1000, $"{streams.Count} sockets are still open.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static (long Memory, int Handles) Measure() =>
        (GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length);
}
