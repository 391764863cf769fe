using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class TopicPartitionTests : IAsyncLifetime
{
    private readonly SubscriptionHost _host = new(
        [typeof(NoteSubscriptions), typeof(NoteMutations)],
        options => options.Partition = request => request.GlobalState.TryGetValue("tenant", out var tenant)
            ? (string?)tenant
            : null);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Message_of_one_tenant_does_not_reach_the_other()
    {
        await using var acme = await NotesAsync("acme", "1");
        await using var globex = await NotesAsync("globex", "1");
        await SendAsync("acme", "1", "for acme");
        await SendAsync("globex", "1", "for globex");
        Assert.Equal("""{"data":{"note":"for acme"}}""", await acme.NextAsync());
        Assert.Equal("""{"data":{"note":"for globex"}}""", await globex.NextAsync());
        await _host.Topics.SenderFor("acme").CompleteAsync("Note_1");
        Assert.Null(await acme.NextAsync());
        await SendAsync("globex", "1", "still there");
        Assert.Equal("""{"data":{"note":"still there"}}""", await globex.NextAsync());
    }

    [Theory]
    [InlineData("globex:Note_1")]
    [InlineData("/globex/Note_1")]
    [InlineData("../globex/Note_1")]
    [InlineData("1\u0000globex\u0000Note_1")]
    [InlineData("globex\nNote_1")]
    [InlineData("{tenant}")]
    [InlineData("*")]
    [InlineData("#")]
    [InlineData("Note_1\",\"globex\"")]
    [InlineData("")]
    [InlineData("\ud83d\ude00")]
    public async Task Hostile_argument_stays_within_the_partition(string id)
    {
        await using var acme = await NotesAsync("acme", id);
        // The same topic name, and all that the name might be mistaken for, in the other tenant's partition.
        foreach (var name in new[] { $"Note_{id}", "Note_1", id, "Note_" })
            await _host.Topics.SenderFor("globex").SendAsync(name, "for globex");
        await _host.Topics.SenderFor("acme:Note_").SendAsync(id, "for a tenant whose name is made up");
        await _host.Topics.SenderFor("acme").SendAsync($"Note_{id}", "for acme");
        Assert.Equal("""{"data":{"note":"for acme"}}""", await acme.NextAsync());
    }

    [Theory]
    [InlineData("subscription { note(id: \"1\") }")]
    [InlineData("subscription { own }")]
    public async Task Subscriber_without_tenant_is_refused(string document)
    {
        Assert.Contains("\"TOPIC_PARTITION_REQUIRED\"", await _host.RefusalAsync(_host.Request(document)), StringComparison.Ordinal);
        Assert.Equal(0, _host.Topics.SubscriberCount);
    }

    [Fact]
    public async Task Source_and_resolver_get_the_topics_of_the_callers_tenant()
    {
        await using var acme = await _host.SubscribeAsync(_host.Request("subscription { own }", tenant: "acme"));
        await using var globex = await _host.SubscribeAsync(_host.Request("subscription { own }", tenant: "globex"));
        foreach (var tenant in new[] { "globex", "acme" })
            using (await _host.Executor.ExecuteAsync(
                _host.Request($$"""mutation { write(text: "by {{tenant}}") }""", tenant: tenant), CancellationToken.None))
            {
            }
        Assert.Equal("""{"data":{"own":"by acme"}}""", await acme.NextAsync());
        Assert.Equal("""{"data":{"own":"by globex"}}""", await globex.NextAsync());
    }

    [Fact]
    public void Sender_without_tenant_does_not_exist()
    {
        Assert.Throws<InvalidOperationException>(() => _host.Topics.SenderFor(null));
        Assert.Throws<InvalidOperationException>(() => _host.Service<ITopicEventSender>());
    }

    private ValueTask SendAsync(string tenant, string id, string text) =>
        _host.Topics.SenderFor(tenant).SendAsync($"Note_{id}", text);

    private Task<Answers> NotesAsync(string tenant, string id) =>
        _host.SubscribeAsync(_host.Request("subscription ($id: String!) { note(id: $id) }", new { id }, tenant));

    [SubscriptionType]
    public static class NoteSubscriptions
    {
        [Subscribe]
        [Topic("Note_{id}")]
        public static string GetNote(string id, [EventMessage] string text) => text;

        [Subscribe(With = nameof(OpenOwnAsync))]
        public static string GetOwn([EventMessage] string text) => text;

        private static ValueTask<ISourceStream<string>> OpenOwnAsync(
            ITopicEventReceiver receiver, CancellationToken cancellationToken) =>
            receiver.SubscribeAsync<string>("own", cancellationToken);
    }

    [MutationType]
    public static class NoteMutations
    {
        public static async Task<bool> WriteAsync(string text, ITopicEventSender sender, CancellationToken cancellationToken)
        {
            await sender.SendAsync("own", text, cancellationToken);
            return true;
        }
    }
}
