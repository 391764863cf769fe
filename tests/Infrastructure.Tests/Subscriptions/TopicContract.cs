using Analytics.GraphQL.Subscriptions;

namespace Analytics.Infrastructure.Tests.Subscriptions;

/// <summary>What every provider of topics does. Messages are sent in one place and received in another.</summary>
public abstract class TopicContract
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Where messages are received; that may be another process than the sender's.</summary>
    protected abstract TopicHub Receiving { get; }

    /// <summary>Where messages are sent.</summary>
    protected abstract TopicHub Sending { get; }

    [Fact]
    public async Task Message_reaches_all_subscribers_of_its_topic_and_nobody_else()
    {
        await using var first = await ReadAsync<Placed>("acme", "orders");
        await using var second = await ReadAsync<Placed>("acme", "orders");
        await using var other = await ReadAsync<Placed>("acme", "refunds");
        var order = new Placed(7, 0.10m, ["a", "ü€\ud83d\ude00"], DateTimeOffset.UnixEpoch, null);
        await SendAsync("acme", "orders", order);
        await SendAsync("acme", "refunds", order with { Id = 8 });
        Assert.Equivalent(order, (await first.NextAsync()).Value, strict: true);
        Assert.Equivalent(order, (await second.NextAsync()).Value, strict: true);
        Assert.Equal(8, (await other.NextAsync()).Value.Id);
    }

    [Fact]
    public async Task Messages_of_one_sender_arrive_in_their_order_each_once()
    {
        await using var stream = await ReadAsync<int>("acme", "numbers", 5_000);
        for (var number = 0; number < 500; number++)
            await SendAsync("acme", "numbers", number);
        for (var number = 0; number < 500; number++)
            Assert.Equal(number, (await stream.NextAsync()).Value);
    }

    [Fact]
    public async Task Equal_messages_that_are_sent_at_once_all_arrive()
    {
        await using var stream = await ReadAsync<string>("acme", "same", 5_000);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync("acme", "same", "same").AsTask()));
        for (var count = 0; count < 200; count++)
            Assert.Equal("same", (await stream.NextAsync()).Value);
    }

    [Theory]
    [InlineData("acme", "orders", "globex", "orders")]
    [InlineData("acme", "orders", "acme:orders", "")]
    [InlineData("acme", "a:b", "acme:a", "b")]
    [InlineData("a\",\"b", "c", "a", "b\",\"c")]
    [InlineData("acme", "quote\"'\\", "acme", "quote\"'")]
    [InlineData("acme", "nul\u0000l", "acme", "nul")]
    [InlineData("acme", "line\nbreak", "acme", "line")]
    [InlineData("acme", "\ud83d\ude00", "acme", "\ud83d\ude01")]
    [InlineData("", "x", "x", "")]
    public async Task Topics_are_told_apart_by_partition_and_name(string partition, string name, string other, string otherName)
    {
        await using var stream = await ReadAsync<string>(partition, name, 10);
        await SendAsync(other, otherName, "for another");
        await Sending.SenderFor(other).CompleteAsync(otherName);
        await SendAsync(partition, name, "for me");
        Assert.Equal("for me", (await stream.NextAsync()).Value);
    }

    [Fact]
    public async Task Large_message_arrives_whole()
    {
        await using var stream = await ReadAsync<string>("acme", "large", 10);
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(number => $"{number} é\"\n"));
        await SendAsync("acme", "large", text);
        await SendAsync("acme", "large", "after");
        Assert.Equal(text, (await stream.NextAsync()).Value);
        Assert.Equal("after", (await stream.NextAsync()).Value);
    }

    [Fact]
    public async Task Cursor_and_gap_and_null_arrive()
    {
        await using var stream = await ReadAsync<string?>("acme", "cursors", 10);
        var sender = Sending.SenderFor("acme");
        await sender.SendAsync("cursors", new SourceEvent<string?>("one", "c1"));
        await sender.SendAsync("cursors", SourceEvent<string?>.Gap);
        await sender.SendAsync<string?>("cursors", null);
        Assert.Equal(new SourceEvent<string?>("one", "c1"), await stream.NextAsync());
        Assert.True((await stream.NextAsync()).IsGap);
        Assert.Equal(new SourceEvent<string?>(null), await stream.NextAsync());
    }

    [Fact]
    public async Task Completion_ends_the_streams_after_what_was_sent()
    {
        await using var stream = await ReadAsync<int>("acme", "ending", 10);
        await SendAsync("acme", "ending", 1);
        await Sending.SenderFor("acme").CompleteAsync("ending");
        Assert.Equal(1, (await stream.NextAsync()).Value);
        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task Stream_that_was_given_up_leaves_nothing_behind()
    {
        var topics = Receiving.TopicCount;
        var stream = await ReadAsync<int>("acme", "given up");
        Assert.Equal(topics + 1, Receiving.TopicCount);
        await stream.DisposeAsync();
        Assert.Equal(topics, Receiving.TopicCount);
    }

    protected ValueTask SendAsync<T>(string partition, string topic, T message) =>
        Sending.SenderFor(partition).SendAsync(topic, message, TestContext.Current.CancellationToken);

    protected async Task<Reader<T>> ReadAsync<T>(string partition, string topic, int capacity = 1) => new(
        await Receiving.ReceiverFor(partition).SubscribeAsync<T>(
            topic, capacity, TopicBufferFullMode.DropOldest, TestContext.Current.CancellationToken));

    protected sealed class Reader<T>(ISourceStream<T> stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SourceEvent<T>> _events = stream.ReadSourceEventsAsync().GetAsyncEnumerator();

        public async Task<SourceEvent<T>> NextAsync() => await MoveAsync()
            ? _events.Current
            : throw new InvalidOperationException("The stream has ended.");

        public async Task<bool> EndsAsync() => !await MoveAsync();

        public ValueTask DisposeAsync() => stream.DisposeAsync();

        private Task<bool> MoveAsync() => _events.MoveNextAsync().AsTask().WaitAsync(_patience);
    }

    public sealed record Placed(int Id, decimal Total, IReadOnlyList<string> Tags, DateTimeOffset At, string? Note);
}
