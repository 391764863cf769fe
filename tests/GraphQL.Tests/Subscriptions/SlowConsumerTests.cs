using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class SlowConsumerTests : IAsyncLifetime
{
    private readonly SubscriptionHost _host = new([typeof(TickSubscriptions)]);
    private readonly SubscriptionHost _sharing = new(
        [typeof(TickSubscriptions)], options => options.Audience = _ => "everyone");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _sharing.DisposeAsync();
    }

    [Theory]
    [InlineData("latest", new[] { 9 })]
    [InlineData("oldest", new[] { 7, 8, 9 })]
    [InlineData("newest", new[] { 0, 1, 9 })]
    [InlineData("write", new[] { 0, 1, 2 })]
    public async Task Full_buffer_does_what_its_mode_says(string field, int[] expected)
    {
        await using var answers = await _host.SubscribeAsync($"subscription {{ {field} }}");
        for (var tick = 0; tick < 10; tick++)
            await _host.Topics.SenderFor(null).SendAsync("ticks", tick);
        await _host.Topics.SenderFor(null).CompleteAsync("ticks");
        Assert.Equal(expected.Select(tick => $$$"""{"data":{"{{{field}}}":{{{tick}}}}}"""), await answers.AllAsync());
    }

    [Fact]
    public async Task Slow_subscriber_is_disconnected_with_what_is_buffered_and_from_where_to_resume()
    {
        await using var answers = await _host.SubscribeAsync("subscription { disconnect }");
        for (var tick = 0; tick < 10; tick++)
            await _host.Topics.SenderFor(null).SendAsync("ticks", new SourceEvent<int>(tick, $"c{tick}"));
        Assert.Equal(
            [
                """{"data":{"disconnect":0},"extensions":{"cursor":"c0"}}""",
                """{"data":{"disconnect":1},"extensions":{"cursor":"c1"}}""",
                """{"errors":[{"message":"The subscriber did not keep up with the events.","locations":[{"line":1,"column":16}],"path":["disconnect"],"extensions":{"code":"SLOW_CONSUMER","coordinate":"Subscription.disconnect","resumeFrom":"c1"}}]}""",
            ], await answers.AllAsync());
    }

    [Fact]
    public async Task Subscriber_who_shares_is_disconnected_for_himself_alone()
    {
        var request = _sharing.Request("subscription { disconnect }");
        await using var slow = await _sharing.SubscribeAsync(request);
        await using var quick = await _sharing.SubscribeAsync(request);
        for (var tick = 0; tick < 4; tick++)
        {
            await _sharing.Topics.SenderFor(null).SendAsync("ticks", new SourceEvent<int>(tick, $"c{tick}"));
            Assert.Contains($"\"disconnect\":{tick}", await quick.NextAsync(), StringComparison.Ordinal);
        }
        var all = await slow.AllAsync();
        Assert.Equal(3, all.Count);
        Assert.Contains("\"resumeFrom\":\"c1\"", all[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_of_subscribers_who_never_read_stays_bounded()
    {
        var streams = new List<Answers>();
        foreach (var field in new[] { "latest", "oldest", "newest", "write", "disconnect" })
            streams.Add(await _host.SubscribeAsync($"subscription {{ {field} }}"));
        streams.Add(await _sharing.SubscribeAsync("subscription { latest }"));
        var text = new string('x', 1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var tick = 0; tick < 100_000; tick++)
        {
            await _host.Topics.SenderFor(null).SendAsync("ticks", new SourceEvent<int>(tick, text + tick));
            await _sharing.Topics.SenderFor(null).SendAsync("ticks", tick);
        }
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        // Kept in full the events of one subscriber would be over 200 MB; the rest of the tests run beside this one.
        Assert.InRange(grown, long.MinValue, 50_000_000);
        Assert.Contains("99999", await streams[0].NextAsync(), StringComparison.Ordinal);
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [SubscriptionType]
    public static class TickSubscriptions
    {
        [Subscribe, Topic("ticks")]
        public static int GetLatest([EventMessage] int tick) => tick;

        [Subscribe(BufferCapacity = 3), Topic("ticks")]
        public static int GetOldest([EventMessage] int tick) => tick;

        [Subscribe(BufferCapacity = 3, BufferFullMode = TopicBufferFullMode.DropNewest), Topic("ticks")]
        public static int GetNewest([EventMessage] int tick) => tick;

        [Subscribe(BufferCapacity = 3, BufferFullMode = TopicBufferFullMode.DropWrite), Topic("ticks")]
        public static int GetWrite([EventMessage] int tick) => tick;

        [Subscribe(BufferCapacity = 2, BufferFullMode = TopicBufferFullMode.Disconnect), Topic("ticks")]
        public static int GetDisconnect([EventMessage] int tick) => tick;
    }
}
