using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class TopicSubscriptionTests : IAsyncLifetime
{
    private readonly SubscriptionHost _host = new([typeof(OrderSubscriptions), typeof(OrderMutations)]);

    private ITopicEventSender Sender => _host.Topics.SenderFor(null);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Topic_is_named_like_the_method_and_the_field_without_On()
    {
        await using var answers = await _host.SubscribeAsync("subscription { orderPlaced { id total } }");
        await Sender.SendAsync("OnOrderPlaced", new PlacedOrder(7, 12.5m));
        Assert.Equal("""{"data":{"orderPlaced":{"id":7,"total":12.5}}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Topic_is_formed_from_arguments()
    {
        await using var answers = await _host.SubscribeAsync("subscription { order(orderId: \"b\", state: PAID) { id } }");
        await Sender.SendAsync("Order_a_Paid", new PlacedOrder(1, 0));
        await Sender.SendAsync("Order_b_Open", new PlacedOrder(2, 0));
        await Sender.SendAsync("Order_b_Paid", new PlacedOrder(3, 0));
        Assert.Equal("""{"data":{"order":{"id":3}}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Resolver_sends_within_a_mutation_and_the_message_need_not_be_the_answer()
    {
        await using var answers = await _host.SubscribeAsync("subscription { total(times: 2) }");
        using var placed = await _host.Executor.ExecuteAsync(_host.Request("mutation { place(total: 21) }"), default);
        Assert.Empty(placed.Errors);
        Assert.Equal("""{"data":{"total":42}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Completed_topic_ends_the_stream_after_what_was_sent()
    {
        await using var answers = await _host.SubscribeAsync("subscription { orderPlaced { id } }");
        await Sender.SendAsync("OnOrderPlaced", new PlacedOrder(1, 0));
        await Sender.CompleteAsync("OnOrderPlaced");
        Assert.Equal(["""{"data":{"orderPlaced":{"id":1}}}"""], await answers.AllAsync());
    }

    [Fact]
    public async Task Unsubscribing_while_waiting_ends_the_stream_and_leaves_the_topic()
    {
        await using var answers = await _host.SubscribeAsync("subscription { orderPlaced { id } }");
        Assert.Equal(1, _host.Topics.SubscriberCount);
        var next = answers.NextAsync();
        await answers.CloseAsync();
        Assert.Null(await next);
        Assert.Equal(0, _host.Topics.SubscriberCount);
        Assert.Equal(0, _host.Topics.TopicCount);
    }

    [Fact]
    public async Task Cancelled_reader_ends_the_stream()
    {
        using var caller = new CancellationTokenSource();
        await using var answers = await _host.SubscribeAsync(
            _host.Request("subscription { orderPlaced { id } }"), caller.Token);
        var next = answers.NextAsync();
        await caller.CancelAsync();
        Assert.Null(await next);
    }

    [Fact]
    public async Task Message_of_another_type_is_refused_where_it_is_sent()
    {
        await using var answers = await _host.SubscribeAsync("subscription { orderPlaced { id } }");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sender.SendAsync("OnOrderPlaced", "text").AsTask());
    }

    [Fact]
    public async Task Cursor_of_a_message_stands_in_the_extensions()
    {
        await using var answers = await _host.SubscribeAsync("subscription { orderPlaced { id } }");
        await Sender.SendAsync("OnOrderPlaced", new SourceEvent<PlacedOrder>(new PlacedOrder(1, 0), "c\"1"));
        Assert.Equal(
            """{"data":{"orderPlaced":{"id":1}},"extensions":{"cursor":"c\"1"}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Topic_without_history_refuses_to_resume() => Assert.Contains(
        "\"CANNOT_RESUME\"", await _host.RefusalAsync(_host.Request(
            "subscription { orderPlaced { id } }", extensions: new { resumeFrom = "c1" })), StringComparison.Ordinal);

    [Fact]
    public async Task Transport_with_one_answer_is_told_that_it_cannot_carry_a_subscription()
    {
        using var result = await _host.Executor.ExecuteAsync(
            _host.Request("subscription { orderPlaced { id } }"), CancellationToken.None);
        Assert.Equal(ResultKind.NotAllowed, result.Kind);
    }

    [Fact]
    public void Faulty_subscription_types_are_refused_at_start()
    {
        var fault = Assert.Throws<SchemaException>(() => new SubscriptionHost([typeof(FaultySubscriptions)]));
        Assert.Equal(
            [
                "Subscription.plain: A subscription field needs [Subscribe] or returns IAsyncEnumerable<T>.",
                "Subscription.nothing: A field of a topic needs a parameter with [EventMessage].",
                "Subscription.missing: FaultySubscriptions.Nowhere must be one static method that returns IAsyncEnumerable<T> or ISourceStream<T>.",
                "Subscription.unnamed: The topic A_{id} names something that is no scalar or enum argument of the field.",
                "Subscription.other: Its source gives System.Int32, its message is System.String.",
            ],
            fault.Faults.Select(each => each.ToString()));
    }

    public sealed record PlacedOrder(int Id, decimal Total);

    public enum OrderState
    {
        Open,
        Paid,
    }

    [SubscriptionType]
    public static class OrderSubscriptions
    {
        [Subscribe]
        public static PlacedOrder OnOrderPlaced([EventMessage] PlacedOrder order) => order;

        [Subscribe]
        [Topic("Order_{orderId}_{state}")]
        public static PlacedOrder GetOrder([ID] string orderId, OrderState state, [EventMessage] PlacedOrder order) => order;

        [Subscribe]
        [Topic("totals")]
        public static async Task<decimal> GetTotalAsync([EventMessage] decimal total, int times)
        {
            await Task.Yield();
            return total * times;
        }
    }

    [MutationType]
    public static class OrderMutations
    {
        public static async Task<bool> PlaceAsync(decimal total, ITopicEventSender sender, CancellationToken cancellationToken)
        {
            await sender.SendAsync("totals", total, cancellationToken);
            return true;
        }
    }

    [SubscriptionType]
    public static class FaultySubscriptions
    {
        public static int Plain() => 1;

        [Subscribe]
        public static int Nothing() => 1;

        [Subscribe(With = "Nowhere")]
        public static int Missing([EventMessage] int message) => message;

        [Subscribe]
        [Topic("A_{id}")]
        public static int Unnamed([EventMessage] int message) => message;

        [Subscribe(With = nameof(Numbers))]
        public static string Other([EventMessage] string message) => message;

        private static async IAsyncEnumerable<int> Numbers()
        {
            await Task.Yield();
            yield return 1;
        }
    }
}
