using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>Nobody has to ask where an event went.</summary>
public sealed class EventTraceTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Trace =
        "verdict code path position isCounted event { name userId } attempts { verdict code path name }";

    [Fact]
    public async Task Every_message_can_be_followed_by_its_id()
    {
        using var client = empty.Host.As("retail", "admin");
        var now = DateTimeOffset.UtcNow;
        await client.SendAsync(
            "v1/batch",
            $$"""
            {"batch": [
              {"type": "track", "messageId": "good", "event": "seen", "userId": "u"},
              {"type": "identify", "messageId": "who", "userId": "u", "traits": {"plan": "pro"} },
              {"type": "track", "messageId": "good", "event": "seen", "userId": "u"},
              {"type": "track", "userId": "u", "timestamp": "{{now.AddDays(2):O}}", "event": "early", "messageId": "early"},
              {"type": "track", "userId": "u", "properties": [], "event": "odd", "messageId": "odd"},
              {"type": "unheard", "messageId": "unheard"}]}
            """,
            client.Credential!.WriteKey);

        var good = await TraceAsync(client, "good", trace => trace.GetProperty("attempts").GetArrayLength() == 1
            && trace.GetProperty("isCounted").GetBoolean());
        Assert.Equal(("ACCEPTED", "seen", "DUPLICATE"), (
            Text(good, "verdict"), Text(good.GetProperty("event"), "name"), Text(good.GetProperty("attempts")[0], "verdict")));
        var who = await TraceAsync(client, "who", trace => trace.GetProperty("isCounted").GetBoolean());
        Assert.Equal(("ACCEPTED", JsonValueKind.Null), (Text(who, "verdict"), who.GetProperty("event").ValueKind));
        foreach (var (id, code, path) in ((string, string, string)[])[
            ("early", "TIMESTAMP_IN_FUTURE", "timestamp"), ("odd", "WRONG_TYPE", "properties"), ("unheard", "TYPE_UNKNOWN", "type")])
        {
            var refused = await TraceAsync(client, id, _ => true);
            Assert.Equal(("REJECTED", code, path), (Text(refused, "verdict"), Text(refused, "code"), Text(refused, "path")));
        }

        Assert.Equal(JsonValueKind.Null, (await client.QueryAsync("{ eventTrace(messageId: \"never\") { verdict } }"))
            .GetProperty("eventTrace").ValueKind);
        using var community = empty.Host.As("community", "admin");
        Assert.Equal(JsonValueKind.Null, (await community.QueryAsync("{ eventTrace(messageId: \"good\") { verdict } }"))
            .GetProperty("eventTrace").ValueKind);
    }

    [Fact]
    public async Task Verdicts_are_counted_by_reason_and_listed_without_content()
    {
        using var client = empty.Host.As("community", "admin");
        await client.SendAsync(
            "v1/batch",
            """
            {"batch": [
              {"type": "track", "messageId": "c1", "event": "seen", "userId": "u"},
              {"type": "track", "messageId": "c2", "event": "seen", "userId": "u"},
              {"type": "track", "messageId": "c2", "event": "seen", "userId": "u"},
              {"type": "track", "messageId": "c3", "event": "old", "userId": "secret-user", "timestamp": "1969-01-01T00:00:00Z"}]}
            """,
            client.Credential!.WriteKey);

        var answer = await UntilAsync(
            client,
            "{ verdictCounts(range: {last: \"PT2H\"}) { verdict code name keyId messages } ingestLog { nodes { messageId verdict code message } } }",
            data => data.GetProperty("ingestLog").GetProperty("nodes").GetArrayLength() == 2);

        Assert.Equal(
            ["ACCEPTED  2", "DUPLICATE  1", "REJECTED TIMESTAMP_EXPIRED 1"],
            answer.GetProperty("verdictCounts").EnumerateArray()
                .Select(count => $"{Text(count, "verdict")} {Text(count, "code")} {count.GetProperty("messages")}")
                .Order(StringComparer.Ordinal));
        Assert.All(answer.GetProperty("verdictCounts").EnumerateArray(), count => Assert.NotNull(Text(count, "keyId")));
        Assert.DoesNotContain("secret-user", answer.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> TraceAsync(ApiClient client, string id, Func<JsonElement, bool> isDone)
    {
        var answer = await UntilAsync(
            client,
            $$"""{ eventTrace(messageId: "{{id}}") { {{Trace}} } }""",
            data => data.GetProperty("eventTrace") is { ValueKind: JsonValueKind.Object } trace && isDone(trace));
        return answer.GetProperty("eventTrace");
    }

    // What is noted is written twice a second: the last word is the answer that is judged.
    private static async Task<JsonElement> UntilAsync(ApiClient client, string query, Func<JsonElement, bool> isDone)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await client.QueryAsync(query);
            if (isDone(answer) || attempt == 100)
                return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
