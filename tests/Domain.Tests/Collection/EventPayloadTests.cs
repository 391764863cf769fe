using System.Text;
using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class EventPayloadTests
{
    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task Every_field_of_an_event_reaches_the_log()
    {
        var logged = await _collection.LoggedAsync("""
            { "id": "e1", "eventType": "sign_up", "properties": { "plan": "pro", "seats": 3 }, "userId": "u1",
              "anonymousId": "a1", "sessionId": "s1", "sequence": 7, "timestamp": "2026-02-28T23:59:59.9876Z",
              "context": {"app": {"name": "x"}}, "tenant": "other" }
            """);

        Assert.Equal(("e1", "sign_up", "u1", "a1", "s1", 7),
            (logged.EventId, logged.Name, logged.UserId, logged.AnonymousId, logged.SessionId, logged.Sequence));
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 23, 59, 59, 987, TimeSpan.Zero), logged.OccurredAt);
        Assert.Equal(logged.OccurredAt, logged.ClientTime);
        Assert.Equal(Now, logged.ReceivedAt);
        Assert.Equal("""{ "plan": "pro", "seats": 3 }""", Text(logged.Properties));
        Assert.Equal("""{"app": {"name": "x"}}""", Text(logged.Context));
    }

    [Fact]
    public async Task An_event_with_a_name_alone_is_about_nobody_and_happens_now()
    {
        var logged = await _collection.LoggedAsync("""{"eventType":"job_done","userId":"","anonymousId":null}""");

        Assert.Null(logged.Actor);
        Assert.Equal(Now, logged.OccurredAt);
        Assert.Null(logged.ClientTime);
        Assert.Equal("{}", Text(logged.Properties));
        Assert.True(logged.Context.IsEmpty);
    }

    [Theory]
    [InlineData("""{"eventType":"action","eventName":"save","properties":{"a":1}}""", "save", """{"a":1,"event_type":"action"}""")]
    [InlineData("""{"eventType":"page_view","properties":{ }}""", "page_view", """{ "event_type":"page_view"}""")]
    [InlineData("""{"eventType":"error","eventName":"save"}""", "save", """{"event_type":"error"}""")]
    [InlineData("""{"eventName":"save","properties":{"a":[{}]}}""", "save", """{"a":[{}]}""")]
    [InlineData("""{"eventType":"save","properties":{"event_type":"x"}}""", "save", """{"event_type":"x"}""")]
    public async Task The_class_of_an_event_is_kept_as_a_property(string json, string name, string properties)
    {
        var logged = await _collection.LoggedAsync(json);

        Assert.Equal((name, properties), (logged.Name, Text(logged.Properties)));
    }

    [Theory]
    [InlineData("""{}""", "EVENT_NAME_MISSING", "eventName")]
    [InlineData("""{"eventType":""}""", "EVENT_NAME_MISSING", "eventType")]
    [InlineData("""{"eventType":"pageview","eventName":"Home"}""", "EVENT_TYPE_UNKNOWN", "eventType")]
    [InlineData("""{"eventType":5}""", "WRONG_TYPE", "eventType")]
    [InlineData("""{"eventType":"e","userId":true}""", "WRONG_TYPE", "userId")]
    [InlineData("""{"eventType":"e","properties":[]}""", "WRONG_TYPE", "properties")]
    [InlineData("""{"eventType":"e","properties":"{}"}""", "WRONG_TYPE", "properties")]
    [InlineData("""{"eventType":"e","context":1}""", "WRONG_TYPE", "context")]
    [InlineData("""{"eventType":"e","sequence":"1"}""", "WRONG_TYPE", "sequence")]
    [InlineData("""{"eventType":"e","sequence":1.5}""", "WRONG_TYPE", "sequence")]
    [InlineData("""{"eventType":"e","timestamp":1700000000000}""", "WRONG_TYPE", "timestamp")]
    [InlineData("""{"eventType":"e","timestamp":"yesterday"}""", "TIMESTAMP_INVALID", "timestamp")]
    [InlineData("""{"eventType":"e\u0000"}""", "TEXT_HAS_NUL", "eventType")]
    [InlineData("""{"eventType":"e","properties":{"a":[1,{"b":"x\u0000"}]}}""", "TEXT_HAS_NUL", "properties.a[1].b")]
    [InlineData("""{"eventType":"e","properties":{"\u0000":1}}""", "TEXT_HAS_NUL", "properties.?")]
    [InlineData("""{"eventType":"e","properties":{"a":"\ud83d"}}""", "TEXT_NOT_UNICODE", "properties.a")]
    [InlineData("""{"eventType":"e","properties":{"a":"\ude00\ud83d"}}""", "TEXT_NOT_UNICODE", "properties.a")]
    [InlineData("""{"eventType":"e","context":{"a":"\ud83d\n"}}""", "TEXT_NOT_UNICODE", "context.a")]
    [InlineData("""{"eventType":"e","userId":"\udfff"}""", "TEXT_NOT_UNICODE", "userId")]
    [InlineData("""{"eventType":"e","properties":{"a":1,"b":1e309}}""", "NUMBER_OUT_OF_RANGE", "properties.b")]
    [InlineData("""{"eventType":"e","properties":{"a":1E-99999999999999}}""", "NUMBER_OUT_OF_RANGE", "properties.a")]
    [InlineData("""5""", "WRONG_TYPE", null)]
    [InlineData("""[null]""", "WRONG_TYPE", null)]
    public async Task What_is_wrong_with_an_event_is_named_with_its_place(string json, string code, string? path) =>
        Assert.Equal((code, path), await _collection.RefusedAsync(json));

    [Theory]
    [InlineData(""" "\ud83d\ude00 \\u0000 \"" """)]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("1.7976931348623157e+308")]
    [InlineData("5e-308")]
    public async Task What_the_log_can_keep_is_kept_as_it_was_sent(string value)
    {
        var logged = await _collection.LoggedAsync($$$"""{"eventType":"e","properties":{"a":{{{value}}}}}""");

        Assert.Equal($$$"""{"a":{{{value}}}}""", Text(logged.Properties));
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(17, "TOO_DEEP")]
    [InlineData(5000, "TOO_DEEP")]
    public async Task Properties_nest_at_most_16_levels(int levels, string? code)
    {
        var nested = $"{string.Concat(Enumerable.Repeat("""{"a":""", levels))}1{new string('}', levels)}";
        var payload = EventPayload.ReadJson(Utf8($$"""
            [{"eventType":"e","properties":{{nested}}}, {"eventType":"sound"}]
            """));

        var receipt = await _collection.CollectAsync(payload);

        Assert.Equal(code, receipt.Verdicts[0].Problem?.Code);
        Assert.Equal(EventStatus.Accepted, receipt.Verdicts[1].Status);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "ID_TOO_LONG")]
    public async Task An_id_has_at_most_200_characters(int length, string? code)
    {
        var id = new string('é', length);
        foreach (var field in new[] { "id", "userId", "anonymousId", "sessionId" })
        {
            var receipt = await _collection.CollectAsync(
                EventPayload.ReadJson(Utf8($$"""{"eventType":"{{field}}","{{field}}":"{{id}}"}""")));

            Assert.Equal(code, receipt.Verdicts[0].Problem?.Code);
        }
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "EVENT_NAME_TOO_LONG")]
    public async Task A_name_has_at_most_200_characters(int length, string? code)
    {
        var receipt = await _collection.CollectAsync(
            EventPayload.ReadJson(Utf8($$"""{"eventType":"{{new string('n', length)}}"}""")));

        Assert.Equal(code, receipt.Verdicts[0].Problem?.Code);
    }

    [Fact]
    public async Task An_event_over_32_KiB_is_refused_and_its_neighbours_are_not()
    {
        const int Frame = 42;          // bytes of the event around the text
        string Event(int bytes) => $$$"""{"eventType":"e","properties":{"text":"{{{new string('x', bytes - Frame)}}}"}}""";
        Assert.Equal(32768, Event(32768).Length);

        var receipt = await _collection.CollectAsync(
            EventPayload.ReadJson(Utf8($"[{Event(32768)},{Event(32769)},{Event(100)}]")));

        Assert.Equal([null, "EVENT_TOO_LARGE", null], receipt.Verdicts.Select(verdict => verdict.Problem?.Code));
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("[{\"eventType\":\"e\"},\n  {\"eventType\":}]", "line 2, byte 16")]
    [InlineData("[{\"eventType\":\"e\"}]\n]", "line 2, byte 1")]
    [InlineData("{\"eventType\":\"e\"}{}", "line 1, byte 18")]
    [InlineData("{\"eventType\":\"e\",}", "line 1, byte 18")]
    [InlineData("{'eventType':1}", "line 1, byte 2")]
    [InlineData("{\"properties\":{\"a\":\"\\u00\"}}", "line 1, byte 25")]
    public void Malformed_JSON_is_refused_as_a_whole_with_the_place(string json, string place)
    {
        var problem = EventPayload.ReadJson(Utf8(json)).Problem;

        Assert.Equal("MALFORMED_JSON", problem!.Code);
        Assert.EndsWith($"at {place}.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 }, 15)]
    [InlineData(new byte[] { 0xC3, 0xA9, 0xED, 0xA0, 0x80 }, 17)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, 15)]
    public void Bytes_that_are_not_UTF8_are_refused_as_a_whole_with_the_offset(byte[] bytes, int offset)
    {
        byte[] body = [.. """{"eventType":"e"""u8, .. bytes, .. "\"}"u8];

        foreach (var payload in new[]
                 {
                     EventPayload.ReadJson(body), EventPayload.ReadLines(body),
                     EventPayload.ReadSegmentBatch(body), EventPayload.ReadSegmentCall("track", body),
                 })
        {
            Assert.Equal("INVALID_UTF8", payload.Problem!.Code);
            Assert.EndsWith($"byte offset {offset}.", payload.Problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_bad_line_is_refused_alone()
    {
        var receipt = await _collection.CollectAsync(EventPayload.ReadLines(Utf8(
            "{\"eventType\":\"a\"}\r\n\n{\"eventType\":\n{\"eventType\":\"b\"} {}\n  \n{\"eventType\":\"c\"}")));

        Assert.Equal([null, "MALFORMED_JSON", "MALFORMED_JSON", null],
            receipt.Verdicts.Select(verdict => verdict.Problem?.Code));
        Assert.Contains("line 3, byte 14", receipt.Verdicts[1].Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("line 4, byte 19", receipt.Verdicts[2].Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "c"], _collection.Log.Select(logged => logged.Name));
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        byte[] body = [.. "\uFEFF"u8, .. """{"eventType":"a"}"""u8];

        await _collection.CollectAsync(EventPayload.ReadJson(body));
        await _collection.CollectAsync(EventPayload.ReadLines(body));

        Assert.Equal("a", Assert.Single(_collection.Log).Name);
    }

    [Fact]
    public void A_request_has_at_most_50_000_events()
    {
        string Lines(int count) => new StringBuilder().Insert(0, "{}\n", count).ToString();
        string List(int count) => $"[{new StringBuilder().Insert(0, "{},", count - 1)}{{}}]";

        Assert.Equal(50_000, EventPayload.ReadLines(Utf8(Lines(50_000))).Value.Events.Count);
        Assert.Equal(50_000, EventPayload.ReadJson(Utf8(List(50_000))).Value.Events.Count);
        Assert.Equal("TOO_MANY_EVENTS", EventPayload.ReadLines(Utf8(Lines(50_001))).Problem!.Code);
        Assert.Equal("TOO_MANY_EVENTS", EventPayload.ReadJson(Utf8(List(50_001))).Problem!.Code);
    }
}
