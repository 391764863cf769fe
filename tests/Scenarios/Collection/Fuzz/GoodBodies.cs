namespace Analytics.Scenarios.Collection.Fuzz;

/// <summary>A body that is taken whole, and where it is sent to.</summary>
/// <param name="Path">The collector's address.</param>
/// <param name="Type">Content type.</param>
/// <param name="Text">JSON, or JSON by lines.</param>
/// <param name="Shape">How the messages lie in it.</param>
internal sealed record GoodBody(string Path, string Type, string Text, BodyShape Shape)
{
    private const string Json = "application/json";

    private const string Track =
        """
        {"type": "track", "messageId": "m-1", "event": "fuzzed", "userId": "u-1", "anonymousId": "a-1", "sessionId": "s-1",
         "sequence": 7, "properties": {"total": 12.50, "nested": {"list": ["x", 1, true, null]}, "text": "é\ud83d\ude00",
         "items": [{"sku": "A", "quantity": 2}]}, "context": {"page": {"path": "/"}, "library": {"name": "fuzz"}}, "integrations": {"All": true}}
        """;

    private const string Identify =
        """
        {"type": "identify", "messageId": "m-2", "userId": 17, "anonymousId": "a-1",
         "traits": {"plan": "pro", "$setOnce": {"first": 1}, "$increment": {"visits": 1}, "$unset": ["old"]}}
        """;

    private const string Own =
        """
        {"id": "o-1", "eventType": "action", "eventName": "fuzzed", "userId": "u-1", "anonymousId": "a-1", "sessionId": "s-1",
         "sequence": 3, "properties": {"price": 0.10, "big": 123456789012345678901234567890}, "context": {"page": {"path": "/"}}}
        """;

    private const string Mixpanel =
        """
        {"event": "fuzzed", "properties": {"distinct_id": "u-1", "$device_id": "d-1", "$insert_id": "i-1", "time": 1772359200, "Amount": 5.0}}
        """;

    /// <summary>The Segment call that the address says.</summary>
    public string Call => Path switch { "v1/t" => "track", _ => Path["v1/".Length..] };

    /// <summary>One or more for every way in which a collector reads.</summary>
    public static IReadOnlyList<GoodBody> All { get; } =
    [
        new("v1/batch", Json, $$"""{"batch": [{{Track}}, {{Identify}}], "context": {"library": {"name": "b"} } }""", BodyShape.Batch),
        new("v1/import", Json, $$"""{"batch": [{{Track}}]}""", BodyShape.Batch),
        new("v1/b", "text/plain", $$"""{"batch": [{{Identify}}, {{Track}}]}""", BodyShape.Batch),
        new("v1/track", Json, Track, BodyShape.Segment),
        new("v1/t", "text/plain", Track, BodyShape.Segment),
        new("v1/identify", Json, Identify, BodyShape.Segment),
        new("v1/group", Json, """{"userId": "u-1", "groupId": "g-1", "traits": {"seats": 5}}""", BodyShape.Segment),
        new("v1/alias", Json, """{"userId": "u-1", "previousId": "p-1"}""", BodyShape.Segment),
        new("v1/page", Json, """{"name": "Home", "category": "Shop", "anonymousId": "a-1", "properties": {"path": "/"}}""", BodyShape.Segment),
        new("v1/screen", Json, """{"name": "Cart", "anonymousId": "a-1"}""", BodyShape.Segment),
        new("api/analytics/events", Json, $"[{Own}, {Own}]", BodyShape.OwnList),
        new("api/analytics/events", "application/x-ndjson", $"{OneLine(Own)}\n{OneLine(Own)}\n", BodyShape.OwnLines),
        new("v1/ga4", Json,
            """
            {"client_id": "c-1", "user_id": "u-1", "timestamp_micros": "1772359200000000", "user_properties": {"tier": {"value": "gold"}},
             "events": [{"name": "purchase", "params": {"transaction_id": "T-1", "value": 30.5, "currency": "EUR",
               "items": [{"item_id": "A", "price": 10.25, "quantity": 2}, {"item_id": "B", "price": "10"}]}}]}
            """, BodyShape.Other),
        new("v1/snowplow/tp2", Json,
            """
            {"schema": "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4", "data": [
              {"e": "pv", "url": "https://shop.example/", "page": "Shop", "eid": "e-1", "duid": "d-1", "dtm": "1772359190000", "stm": "1772359195000", "res": "1x2"},
              {"e": "ti", "ti_id": "o", "ti_sk": "A", "ti_pr": "10.25", "ti_qu": "2", "eid": "e-2"},
              {"e": "ue", "eid": "e-3", "ue_pr": "{\"data\":{\"schema\":\"iglu:a/b/jsonschema/1-0-0\",\"data\":{\"n\":2}}}", "cx": "e30"}]}
            """, BodyShape.Other),
        new("v1/mixpanel/track", Json, $"[{Mixpanel}, {Mixpanel}]", BodyShape.Other),
        new("v1/mixpanel/import", "application/x-ndjson", OneLine(Mixpanel) + "\n" + OneLine(Mixpanel), BodyShape.Lines),
        new("v1/mixpanel/track", "application/x-www-form-urlencoded", "data=" + Uri.EscapeDataString($"[{Mixpanel}]"), BodyShape.Form),
        new("v1/mixpanel/engage", Json,
            """[{"$distinct_id": "u-1", "$set": {"plan": "pro"}, "$set_once": {"a": 1}, "$add": {"n": 2}, "$unset": ["old"]}]""", BodyShape.Other),
    ];

    private static string OneLine(string json) => json.Replace("\n", "", StringComparison.Ordinal);
}

/// <summary>How a body holds its messages.</summary>
internal enum BodyShape
{
    /// <summary>JSON of which only the whole is judged.</summary>
    Other,

    /// <summary>A form that holds JSON; only that it is answered is judged.</summary>
    Form,

    /// <summary>One JSON document a line, of another format.</summary>
    Lines,

    /// <summary>One JSON document a line, in the product's own format.</summary>
    OwnLines,

    /// <summary>A Segment batch.</summary>
    Batch,

    /// <summary>One Segment call, whose type the address says.</summary>
    Segment,

    /// <summary>A list in the product's own format.</summary>
    OwnList,
}
