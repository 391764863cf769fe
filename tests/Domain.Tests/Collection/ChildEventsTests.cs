using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class ChildEventsTests
{
    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task Lines_of_an_order_are_events_with_what_they_need_of_the_order()
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadJson(Utf8("""
            {"id":"o1","eventType":"order_placed","userId":"u","anonymousId":"a","sessionId":"s","sequence":7,
             "timestamp":"2026-03-01T10:00:00Z","context":{"page":{"path":"/"}},
             "properties":{"order_id":"1","currency":"EUR","total":31.5,"lines":[
               {"product_id":"A","price":10.25,"quantity":2},{"product_id":"B","price":11,"currency":"USD"},
               {"product_id":"C","total":0,"price":5},{"product_id":"D","price":"5"}]}}
            """)));

        Assert.Equal((1, 5), (receipt.Accepted, _collection.Log.Count));
        Assert.Single(receipt.Verdicts);
        Assert.Equal(["o1", "o1/0", "o1/1", "o1/2", "o1/3"], _collection.Log.Select(logged => logged.EventId));
        Assert.Equal(
            ["""{"order_id":"1","currency":"EUR","product_id":"A","price":10.25,"quantity":2,"total":20.50}""",
             """{"order_id":"1","product_id":"B","price":11,"currency":"USD","total":11}""",
             """{"order_id":"1","currency":"EUR","product_id":"C","total":0,"price":5}""",
             """{"order_id":"1","currency":"EUR","product_id":"D","price":"5"}"""],
            _collection.Log.Skip(1).Select(logged => Text(logged.Properties)));
        Assert.All(_collection.Log.Skip(1), logged => Assert.Equal(
            ("item_sold", "u", "a", "s", 7L, _collection.Log[0].OccurredAt, 0),
            (logged.Name, logged.UserId, logged.AnonymousId, logged.SessionId, logged.Sequence, logged.OccurredAt, logged.Context.Length)));
    }

    [Fact]
    public async Task Lists_of_objects_of_any_event_are_named_after_it_and_their_place()
    {
        await _collection.CollectAsync(EventPayload.ReadJson(Utf8("""
            {"id":"e","eventType":"shelf_seen","properties":{"tags":["a","b"],"mixed":[{"a":1},2],"none":[],
             "shown":[{"sku":1,"sizes":[{"eu":40}]}],"deep":{"er":[{"a":1},{}]}}}
            """)));

        Assert.Equal(
            ["shelf_seen e", "shelf_seen.shown e/0", "shelf_seen.deep.er e/1", "shelf_seen.deep.er e/2"],
            _collection.Log.Select(logged => $"{logged.Name} {logged.EventId}"));
        Assert.Equal("""{"sku":1,"sizes":[{"eu":40}]}""", Text(_collection.Log[1].Properties));
    }

    [Fact]
    public async Task A_resend_counts_no_line_twice()
    {
        const string Body = """[{"id":"o","eventType":"order_placed","properties":{"items":[{"a":1},{"a":2}]}},{"eventType":"x"}]""";
        await _collection.CollectAsync(EventPayload.ReadJson(Utf8(Body)));
        var again = await _collection.CollectAsync(EventPayload.ReadJson(Utf8(Body)));

        Assert.Equal((0, 4), (again.Accepted, _collection.Log.Count));
        Assert.Equal([EventStatus.Duplicate, EventStatus.Duplicate], again.Verdicts.Select(verdict => verdict.Status));
    }

    [Fact]
    public async Task Five_hundred_objects_are_taken_and_one_more_refuses_the_event()
    {
        var id = new string('i', 200);
        string Body(int count) =>
            $$"""{"id":"{{id}}","eventType":"{{new string('n', 200)}}","properties":{"a":[{{string.Join(',', Enumerable.Repeat("{}", count))}}] } }""";

        Assert.Equal(("CHILDREN_TOO_MANY", "properties"), await _collection.RefusedAsync(Body(501)));

        await _collection.CollectAsync(EventPayload.ReadJson(Utf8(Body(500))));
        Assert.Equal(501, _collection.Log.Select(logged => logged.EventId).Distinct().Count());
        Assert.All(_collection.Log, logged => Assert.True(logged.EventId.Length <= 200 && logged.Name.Length <= 200));
    }
}
