using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class SegmentPayloadTests
{
    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task A_track_call_is_an_event_of_the_name_that_it_gives()
    {
        var payload = EventPayload.ReadSegmentCall("track", Utf8("""
            {"writeKey":"ak_1","event":"Order Completed","messageId":"m1","userId":"u1","anonymousId":"a1",
             "properties":{"total":12.5},"context":{"ip":"0.0.0.0"},"timestamp":"2026-03-01T11:59:00Z","type":"track"}
            """));

        await _collection.CollectAsync(payload);

        var logged = Assert.Single(_collection.Log);
        Assert.Equal("ak_1", payload.Value.WriteKey);
        Assert.Equal(("m1", "Order Completed", "u1", "a1"),
            (logged.EventId, logged.Name, logged.UserId, logged.AnonymousId));
        Assert.Equal("""{"total":12.5}""", Text(logged.Properties));
    }

    [Fact]
    public async Task A_batch_takes_visits_as_events_and_refuses_what_is_no_event()
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8("""
            {"batch":[
              {"type":"track","event":"a","messageId":"1"},
              {"type":"page","name":"Home","category":"Docs","properties":{"path":"/"},"messageId":"2"},
              {"type":"screen","name":"Start \"1\"","messageId":"3"},
              {"type":"identify"}, {"type":"group","userId":"u"}, {"type":"alias","userId":"u"},
              {"type":"trak","event":"b"}, {"event":"c"}, "x", {"type":"track"}
            ]}
            """)));

        Assert.Equal(
            [null, null, null, "ACTOR_MISSING", "GROUP_MISSING", "ACTOR_MISSING", "TYPE_UNKNOWN",
             "TYPE_MISSING", "WRONG_TYPE", "EVENT_NAME_MISSING"],
            receipt.Verdicts.Select(verdict => verdict.Problem?.Code));
        Assert.Equal(["a", "page_view", "screen_view"], _collection.Log.Select(logged => logged.Name));
        Assert.Equal("""{"path":"/","name":"Home","category":"Docs"}""", Text(_collection.Log[1].Properties));
        Assert.Equal("""{"name":"Start \u00221\u0022"}""", Text(_collection.Log[2].Properties));
    }

    [Fact]
    public async Task What_the_batch_says_holds_for_events_that_do_not_say_it()
    {
        await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8("""
            {"batch":[
              {"type":"track","event":"a","timestamp":"2026-03-01T10:59:50Z"},
              {"type":"track","event":"b","timestamp":"2026-03-01T10:59:50Z","sentAt":"2026-03-01T10:59:50Z","context":{"own":1}}
            ],"context":{"library":{"name":"x"}},"sentAt":"2026-03-01T11:00:00.000Z","writeKey":"ak_2","integrations":{}}
            """)));

        Assert.Equal([Now.AddSeconds(-10), Now], _collection.Log.Select(logged => logged.OccurredAt));
        Assert.Equal(["""{"library":{"name":"x"}}""", """{"own":1}"""],
            _collection.Log.Select(logged => Text(logged.Context)));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), _collection.Log[0].SentAt);
    }

    [Fact]
    public async Task An_id_that_is_a_number_is_the_text_it_is_written_as()
    {
        await _collection.CollectAsync(
            EventPayload.ReadSegmentCall("track", Utf8("""{"event":"a","userId":4711,"anonymousId":-1.50,"messageId":"m"}""")));

        Assert.Equal(("4711", "-1.50"), (_collection.Log[0].UserId, _collection.Log[0].AnonymousId));
    }

    [Fact]
    public async Task A_time_that_another_collector_has_corrected_is_not_corrected_again()
    {
        await _collection.CollectAsync(EventPayload.ReadSegmentBatch(Utf8("""
            {"batch":[
              {"type":"track","event":"passed on","timestamp":"2026-03-01T10:59:50Z","originalTimestamp":"2026-03-01T09:00:00Z",
               "receivedAt":"2026-03-01T11:00:00Z"},
              {"type":"track","event":"a client's","originalTimestamp":"2026-03-01T10:59:50Z"}
            ],"sentAt":"2026-03-01T11:00:00.000Z"}
            """)));

        Assert.Equal([new DateTimeOffset(2026, 3, 1, 10, 59, 50, TimeSpan.Zero), Now.AddSeconds(-10)],
            _collection.Log.Select(logged => logged.OccurredAt));
    }

    [Theory]
    [InlineData("[]", "WRONG_TYPE", null)]
    [InlineData("{}", "BATCH_MISSING", "batch")]
    [InlineData("""{"batch":{}}""", "WRONG_TYPE", "batch")]
    [InlineData("""{"batch":[],"sentAt":"now"}""", "TIMESTAMP_INVALID", "sentAt")]
    [InlineData("""{"batch":[{"type":"track"]}""", "MALFORMED_JSON", null)]
    public void A_body_that_is_no_batch_is_refused_as_a_whole(string json, string code, string? path)
    {
        var problem = EventPayload.ReadSegmentBatch(Utf8(json)).Problem;

        Assert.Equal((code, path), (problem!.Code, problem.Path));
    }

    [Fact]
    public async Task A_field_whose_name_is_written_with_escapes_is_the_same_field()
    {
        await _collection.CollectAsync(
            EventPayload.ReadSegmentCall("track", Utf8("""{"\u0065vent":"a","user\u0049d":"u","\ud800":1}""")));

        Assert.Equal(("a", "u"), (_collection.Log[0].Name, _collection.Log[0].UserId));
    }
}
