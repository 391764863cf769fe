using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection.Formats;

public sealed class GoogleReaderTests
{
    // The shape of the protocol's reference page for 'purchase', with figures that can be added by hand.
    private const string Purchase = """
        {"client_id":"1234567.1654321","user_id":4711,"timestamp_micros":"1772359200123456","non_personalized_ads":false,
         "events":[{"name":"purchase","params":{"transaction_id":"T_12345","value":70.45,"tax":4.9,"shipping":5.99,
           "currency":"USD","coupon":"SUMMER","session_id":"987","page_location":"https://shop.example/thanks","items":[
             {"item_id":"SKU_1","item_name":"Tee","item_brand":"B","price":10.01,"quantity":3,"index":0},
             {"item_id":"SKU_2","item_name":"Cap","price":"20.21","quantity":"2"}]}}]}
        """;

    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task A_purchase_is_one_order_and_one_event_a_line_and_counts_once()
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadGoogle(Utf8(Purchase)));
        var again = await _collection.CollectAsync(EventPayload.ReadGoogle(
            Utf8(Purchase.Replace("1772359200123456", "1772359201000000", StringComparison.Ordinal))));

        Assert.Equal((1, 0), (receipt.Accepted, again.Accepted));
        Assert.Equal(["order_placed", "item_sold", "item_sold"], _collection.Log.Select(logged => logged.Name));
        Assert.All(_collection.Log, logged => Assert.Equal(
            ("4711", "1234567.1654321", "987", DateTimeOffset.FromUnixTimeMilliseconds(1772359200123)),
            (logged.UserId, logged.AnonymousId, logged.SessionId, logged.OccurredAt)));
        Assert.Equal(["ga4/purchase/T_12345", "ga4/purchase/T_12345/0", "ga4/purchase/T_12345/1"],
            _collection.Log.Select(logged => logged.EventId));
        Assert.Equal("""
            {"order_id":"T_12345","tax":4.9,"shipping":5.99,"currency":"USD","coupon":"SUMMER","session_id":"987","page_location":"https://shop.example/thanks","items":[{"product_id":"SKU_1","product_name":"Tee","item_brand":"B","index":0,"price":10.01,"quantity":3},{"product_id":"SKU_2","product_name":"Cap","price":20.21,"quantity":2}],"total":70.45,"item_count":2}
            """, AsSent(_collection.Log[0].Properties));
        Assert.Equal("""{"order_id":"T_12345","currency":"USD","product_id":"SKU_2","product_name":"Cap","price":20.21,"quantity":2,"total":40.42}""",
            Text(_collection.Log[2].Properties));
        Assert.Equal("""{"page":{"url":"https://shop.example/thanks"}}""", Text(_collection.Log[0].Context));
    }

    [Fact]
    public async Task Other_events_get_the_names_that_the_metrics_know_or_keep_theirs()
    {
        await _collection.CollectAsync(EventPayload.ReadGoogle(Utf8("""
            {"client_id":"c","events":[{"name":"page_view"},{"name":"view_item","params":{}},{"name":"add_to_cart"},
              {"name":"begin_checkout"},{"name":"refund","params":{"transaction_id":"T1","value":5,"currency":"EUR"}},
              {"name":"purchase","params":{"items":[{"price":2.5,"quantity":2},{"price":1}]}},{"name":"page_view"}]}
            """)));

        var own = _collection.Log.Where(logged => logged.Name != "item_sold").ToList();
        Assert.Equal(["page_view", "product_viewed", "product_added_to_cart", "checkout_started", "order_refunded", "order_placed", "page_view"],
            own.Select(logged => logged.Name));
        Assert.Equal("""{"order_id":"T1","currency":"EUR","amount":5,"item_count":0}""", Text(own[4].Properties));
        Assert.EndsWith("\"total\":6.0,\"item_count\":2}", Text(own[5].Properties), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_the_user_stands_behind_the_events()
    {
        var payload = EventPayload.ReadGoogle(Utf8("""
            {"client_id":"c","user_id":"u","timestamp_micros":1772359200000000,"events":[{"name":"a"}],
             "user_properties":{"tier":{"value":"gold"},"odd":1}}
            """)).Value;

        var said = Assert.IsType<ActorDraft>(payload.Events[1].Value).Input;
        Assert.Equal(("u", "c", "{\"tier\":\"gold\"}"), (said.UserId, said.AnonymousId, Text(said.Changes[0].Properties)));
    }

    [Theory]
    [InlineData("""{"client_id":"c"}""", "BATCH_MISSING", "events")]
    [InlineData("""{"client_id":"c","events":{}}""", "WRONG_TYPE", "events")]
    [InlineData("""{"client_id":[],"events":[]}""", "WRONG_TYPE", "client_id")]
    [InlineData("""{"timestamp_micros":1e30,"events":[]}""", "TIMESTAMP_INVALID", "timestamp_micros")]
    public void A_body_that_names_nobody_or_nothing_is_refused_as_a_whole(string json, string code, string path)
    {
        var problem = EventPayload.ReadGoogle(Utf8(json)).Problem!;
        Assert.Equal((code, path), (problem.Code, problem.Path));
    }

    [Theory]
    [InlineData("""{"params":{}}""", "EVENT_NAME_MISSING", "name")]
    [InlineData("""{"name":"a","params":[]}""", "WRONG_TYPE", "params")]
    [InlineData("""{"name":"purchase","params":{"value":"much"}}""", "WRONG_TYPE", "params.value")]
    [InlineData("""{"name":"purchase","params":{"transaction_id":{}}}""", "WRONG_TYPE", "params.transaction_id")]
    [InlineData("""{"name":"purchase","params":{"items":[{"price":1e18,"quantity":2}]}}""", "AMOUNT_OUT_OF_RANGE", "params.items[0].price")]
    [InlineData("""{"name":"a","params":{"b":"\u0000"}}""", "TEXT_HAS_NUL", "message.params.b")]
    [InlineData("5", "WRONG_TYPE", null)]
    public void A_bad_event_is_refused_alone_with_its_place(string json, string code, string? path)
    {
        var events = EventPayload.ReadGoogle(Utf8($$"""{"client_id":"c","events":[{{json}},{"name":"good"}]}""")).Value.Events;
        var (problem, id) = Refusal(events[0]);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.StartsWith("sha256:", id, StringComparison.Ordinal);
        Assert.True(events[1].IsSuccess);
    }
}
