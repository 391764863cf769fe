using Analytics.GraphQL.Subscriptions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Subscriptions;

/// <summary>Sent by one node, received by another.</summary>
public sealed class PostgresTopicTests(TopicNodes nodes) : TopicContract, IClassFixture<TopicNodes>
{
    protected override TopicHub Sending => nodes.Sending.Topics;

    protected override TopicHub Receiving => nodes.Receiving.Topics;

    [Fact]
    public async Task Message_reaches_the_senders_own_node_too()
    {
        var own = await Sending.ReceiverFor("acme").SubscribeAsync<int>("own", TestContext.Current.CancellationToken);
        await using var events = own.ReadEventsAsync().GetAsyncEnumerator();
        await SendAsync("acme", "own", 1);
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, events.Current);
    }

    [Fact]
    public async Task Listener_that_lost_its_connection_tells_of_a_gap_and_goes_on()
    {
        await using var node = await TopicNode.StartAsync(nodes.Database + ";Application Name=doomed");
        var stream = await node.Topics.ReceiverFor("acme").SubscribeAsync<int>(
            "numbers", 100, null, TestContext.Current.CancellationToken);
        await using var reader = new Reader<int>(stream);
        await SendAsync("acme", "numbers", 1);
        Assert.Equal(1, (await reader.NextAsync()).Value);
        await ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'");
        Assert.True((await reader.NextAsync()).IsGap);
        await SendAsync("acme", "numbers", 2);
        Assert.Equal(2, (await reader.NextAsync()).Value);
    }

    [Fact]
    public async Task Notification_that_is_no_message_is_a_gap()
    {
        await using var stream = await ReadAsync<int>("acme", "numbers", 100);
        foreach (var payload in new[] { "", "nonsense", "a:1:0:1:{", "a:1:1:2:{}", "a:1:0:1:null", "a:1:0:1:[]", "a:1:0:1:{}" })
        {
            await ExecuteAsync($"select pg_notify('analytics_topics', '{payload}')");
            Assert.True((await stream.NextAsync()).IsGap);
        }
        await SendAsync("acme", "numbers", 2);
        Assert.Equal(2, (await stream.NextAsync()).Value);
    }

    [Fact]
    public async Task Message_of_another_type_is_a_gap()
    {
        await using var stream = await ReadAsync<int>("acme", "numbers", 100);
        await SendAsync("acme", "numbers", "text");
        Assert.True((await stream.NextAsync()).IsGap);
    }

    [Fact]
    public async Task Message_that_is_too_large_is_refused_where_it_is_sent() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => SendAsync("acme", "large", new string('x', 1024 * 1024)).AsTask());

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(nodes.Database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
