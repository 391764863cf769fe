using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection.Formats;

public sealed class SnowplowReaderTests
{
    private const string Schema = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4";

    private readonly CollectionFixture _collection = new();

    [Fact]
    public async Task Every_type_of_event_lands_with_the_tracker_s_ids_and_times()
    {
        // As the JavaScript tracker writes it; ue_px is {"schema":"iglu:.../unstruct_event/...","data":{"schema":
        // "iglu:com.acme/add_to_cart/jsonschema/1-0-0","data":{"sku":"A/1","n":2}}}.
        var receipt = await _collection.CollectAsync(EventPayload.ReadSnowplow(Utf8($$"""
            {"schema":"{{Schema}}","data":[
              {"e":"pv","url":"https://shop.example/","page":"Shop","refr":"https://search.example/","eid":"11111111-1111-4111-8111-111111111111",
               "tv":"js-3.24.0","tna":"sp","aid":"shop","p":"web","tz":"Europe/Berlin","lang":"de","res":"1920x1080","duid":"d-1","sid":"s-1",
               "uid":"u-1","dtm":"1772359190000","stm":"1772359195000","co":"{\"schema\":\"iglu:x\",\"data\":[]}"},
              {"e":"se","se_ca":"video","se_ac":"play","se_la":"intro","se_va":"1.50","eid":"e2","duid":"d-1","dtm":"1772359191000","stm":"1772359195000"},
              {"e":"ue","ue_px":"eyJzY2hlbWEiOiJpZ2x1OmNvbS5zbm93cGxvd2FuYWx5dGljcy5zbm93cGxvdy91bnN0cnVjdF9ldmVudC9qc29uc2NoZW1hLzEtMC0wIiwiZGF0YSI6eyJzY2hlbWEiOiJpZ2x1OmNvbS5hY21lL2FkZF90b19jYXJ0L2pzb25zY2hlbWEvMS0wLTAiLCJkYXRhIjp7InNrdSI6IkEvMSIsIm4iOjJ9fX0",
               "eid":"e3","duid":"d-1","ttm":"1772359000000","dtm":"1772359192000","stm":"1772359195000"},
              {"e":"tr","tr_id":"o1","tr_tt":"30.50","tr_cu":"EUR","tr_co":"DE","eid":"e4","dtm":"1772359193000"},
              {"e":"ti","ti_id":"o1","ti_sk":"A","ti_pr":"10.25","ti_qu":"2","ti_cu":"EUR","eid":"e5","dtm":"1772359193000"},
              {"e":"pp","url":"https://shop.example/","pp_miy":"0","pp_may":"640","eid":"e6","dtm":"1772359194000"}]}
            """)));

        Assert.Equal(6, receipt.Accepted);
        Assert.Equal(
            ["11111111-1111-4111-8111-111111111111 page_view", "e2 play", "e3 add_to_cart", "e4 order_placed", "e5 item_sold", "e6 page_ping"],
            _collection.Log.Select(logged => $"{logged.EventId} {logged.Name}"));
        Assert.Equal([Now.AddSeconds(-5), Now.AddSeconds(-4), DateTimeOffset.FromUnixTimeMilliseconds(1772359000000)],
            _collection.Log.Take(3).Select(logged => logged.OccurredAt));
        Assert.Equal([1772359190000, 1772359191000, 1772359000000, 1772359193000, 1772359193000, 1772359194000],
            _collection.Log.Select(logged => logged.ClientTime!.Value.ToUnixTimeMilliseconds()));
        Assert.Equal(("u-1", "d-1", "s-1"), (_collection.Log[0].UserId, _collection.Log[0].AnonymousId, _collection.Log[0].SessionId));
        Assert.Equal(
            ["""{"url":"https://shop.example/","title":"Shop","referrer":"https://search.example/"}""",
             """{"category":"video","label":"intro","value":1.50}""",
             """{"sku":"A/1","n":2,"snowplow_schema":"iglu:com.acme/add_to_cart/jsonschema/1-0-0"}""",
             """{"order_id":"o1","total":30.50,"country":"DE","currency":"EUR"}""",
             """{"order_id":"o1","product_id":"A","price":10.25,"quantity":2,"currency":"EUR","total":20.50}""",
             """{"url":"https://shop.example/","min_y":0,"max_y":640}"""],
            _collection.Log.Select(logged => AsSent(logged.Properties)));
        Assert.Equal("""
            {"page":{"url":"https://shop.example/","title":"Shop","referrer":"https://search.example/"},"locale":"de","timezone":"Europe/Berlin","tracker":"js-3.24.0","screen":{"width":1920,"height":1080},"snowplow":{"schema":"iglu:x","data":[]}}
            """, Text(_collection.Log[0].Context));
    }

    [Fact]
    public void An_application_s_id_that_is_a_key_is_the_key() => Assert.Equal(
        "wk_1", EventPayload.ReadSnowplow(Utf8($$"""{"schema":"{{Schema}}","data":[{"e":"pv","aid":"wk_1"}]}""")).Value.WriteKey);

    [Theory]
    [InlineData("""{"eid":"1"}""", "TYPE_MISSING", "e")]
    [InlineData("""{"e":"ad"}""", "TYPE_UNKNOWN", "e")]
    [InlineData("""{"e":"ad","cx":""}""", "TYPE_UNKNOWN", "e")]
    [InlineData("""{"e":"ue","ue_pr":""}""", "WRONG_TYPE", "ue_pr")]
    [InlineData("""{"e":"se"}""", "EVENT_NAME_MISSING", "se_ac")]
    [InlineData("""{"e":"ue"}""", "WRONG_TYPE", "ue_pr")]
    [InlineData("""{"e":"ue","ue_px":"%"}""", "WRONG_TYPE", "ue_px")]
    [InlineData("""{"e":"ue","ue_pr":"{"}""", "MALFORMED_JSON", "ue_pr")]
    [InlineData("""{"e":"ue","ue_pr":"{\"data\":{\"schema\":\"iglu:a\",\"data\":{}}}"}""", "TYPE_UNKNOWN", "ue_pr.data.schema")]
    [InlineData("""{"e":"tr","tr_tt":"much"}""", "WRONG_TYPE", "tr_tt")]
    [InlineData("""{"e":"pv","dtm":"yesterday"}""", "TIMESTAMP_INVALID", "dtm")]
    public void A_bad_event_is_refused_alone_with_its_place(string json, string code, string path)
    {
        var events = EventPayload.ReadSnowplow(Utf8($$"""{"schema":"{{Schema}}","data":[{{json}},{"e":"pv"}]}""")).Value.Events;
        var (problem, id) = Refusal(events[0]);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.StartsWith(json.Contains("eid", StringComparison.Ordinal) ? "1" : "sha256:", id, StringComparison.Ordinal);
        Assert.True(events[1].IsSuccess);
    }
}
