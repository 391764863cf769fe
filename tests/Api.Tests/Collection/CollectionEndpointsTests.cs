using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Analytics.Domain.Access;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Api.Tests.Collection;

public sealed class CollectionEndpointsTests(PostgresFixture postgres)
{
    private const string Events = "/api/analytics/events";

    [Fact]
    public async Task A_batch_of_good_and_bad_events_is_answered_one_by_one_and_a_resend_counts_once()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        const string Batch = """
            {"batch":[{"type":"track","event":"a","messageId":"1","userId":"u"},
                      {"type":"track","messageId":"2"},
                      {"type":"track","event":"a","messageId":"1","userId":"u"},
                      {"type":"identify","messageId":"3","userId":"u"},
                      {"type":"page","messageId":"4","anonymousId":"x"}]}
            """;

        var first = await host.PostAsync("/v1/batch", Batch);
        var again = await host.PostAsync("/v1/batch", Batch);

        Assert.Equal(200, first.Status);
        Assert.Equal(
            "ACCEPTED REJECTED:EVENT_NAME_MISSING DUPLICATE ACCEPTED ACCEPTED", first.Verdicts);
        Assert.True(first.Body.GetProperty("success").GetBoolean());
        Assert.Equal((3, 2L), (first.Body.GetProperty("accepted").GetInt32(), first.Body.GetProperty("position").GetInt64()));
        Assert.Equal("event", first.Body.GetProperty("results")[1].GetProperty("path").GetString());
        Assert.Equal(
            "DUPLICATE REJECTED:EVENT_NAME_MISSING DUPLICATE DUPLICATE DUPLICATE", again.Verdicts);
        Assert.Equal("a page_view", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task An_event_is_in_the_log_as_it_was_sent_when_the_answer_comes()
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        await host.PostAsync(Events, """
            {"id":"e1","eventType":"action","eventName":"save","userId":"u","anonymousId":"a","sessionId":"s","sequence":3,
             "timestamp":"2011-12-09T12:50:00.123Z","properties":{"price":0.10,"big":123456789012345678901234567890,
             "text":"é\ud83d\ude00"},"context":{"app":{"name":"x"}}}
            """);

        Assert.Equal("""
            e1 save u a s 3 2011-12-09T12:50:00.123 {"big": 123456789012345678901234567890, "text": "é😀", "price": 0.10, "event_type": "action"} {"app": {"name": "x"}}
            """, await host.ScalarAsync(host.Tenants.Here, """
            select concat_ws(' ', event_id, name, user_id, anonymous_id, session_id, sequence,
                to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), properties, context)
            from events
            """));
    }

    [Fact]
    public async Task A_bad_line_in_the_middle_is_refused_alone()
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        var answer = await host.PostAsync(
            Events, "{\"eventType\":\"a\"}\n{\"eventType\":\n{\"eventType\":\"b\"}\n", "application/x-ndjson");

        Assert.Equal("ACCEPTED REJECTED:MALFORMED_JSON ACCEPTED", answer.Verdicts);
        Assert.Equal("a b", await host.NamesAsync(host.Tenants.Here));
    }

    [Theory]
    [InlineData("/v1/batch", "{\"batch\":[\n{\"type\":}]}", 400, "MALFORMED_JSON", "line 2, byte 9")]
    [InlineData("/v1/batch", "[]", 400, "WRONG_TYPE", "object")]
    [InlineData("/v1/track", "{\"event\":\"a\"", 400, "MALFORMED_JSON", "line 1, byte 13")]
    [InlineData(Events, "", 400, "MALFORMED_JSON", "line 1, byte 1")]
    [InlineData(Events, "[{\"eventType\":\"good\"},{\"eventType\":tru}]", 400, "MALFORMED_JSON", "line 1, byte 39")]
    public async Task A_body_that_is_no_JSON_is_refused_with_the_place_and_nothing_is_stored(
        string path, string body, int status, string code, string place)
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        var answer = await host.PostAsync(path, body);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Contains(place, answer.Message, StringComparison.Ordinal);
        Assert.False(answer.Body.GetProperty("success").GetBoolean());
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_as_a_whole_with_its_own_status()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        byte[] notUtf8 = [.. "[{\"eventType\":\"good\"},{\"eventType\":\""u8, 0xFF, .. "\"}]"u8];
        var gzip = Gzip("{\"eventType\":\"good\"}"u8.ToArray());
        var flipped = gzip.ToArray();
        flipped[^5] ^= 0xFF;           // in the checksum

        var answers = new[]
        {
            await host.PostAsync(Events, notUtf8, "application/json"),
            await host.PostAsync(Events, "no gzip"u8.ToArray(), "application/json", encoding: "gzip"),
            await host.PostAsync(Events, gzip[..^9], "application/json", encoding: "gzip"),
            await host.PostAsync(Events, flipped, "application/json", encoding: "gzip"),
            await host.PostAsync(Events, gzip, "application/json", encoding: "br"),
            await host.PostAsync(Events, "a=1"u8.ToArray(), "application/x-www-form-urlencoded"),
            await host.PostAsync(Events, "{}"u8.ToArray(), "application/json; charset=iso-8859-1"),
            await host.PostAsync("/v1/batch", "{}"u8.ToArray(), "application/x-ndjson"),
        };

        Assert.Equal(
            ["400 INVALID_UTF8", "400 GZIP_BROKEN", "400 GZIP_BROKEN", "400 GZIP_BROKEN",
             "415 CONTENT_ENCODING_NOT_SUPPORTED", "415 CONTENT_TYPE_NOT_SUPPORTED", "415 CONTENT_TYPE_NOT_SUPPORTED",
             "415 CONTENT_TYPE_NOT_SUPPORTED"],
            answers.Select(answer => $"{answer.Status} {answer.Code}"));
        Assert.Contains("byte offset 36", answers[0].Message, StringComparison.Ordinal);
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task A_gzip_body_and_a_body_in_pieces_are_read_like_any_other()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/track");
        chunked.Content = new StringContent("{\"event\":\"b\"}", Encoding.UTF8, "text/plain");
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Add("X-Api-Key", host.KeyHere);

        var zipped = await host.PostAsync(
            Events, Gzip("[{\"eventType\":\"a\"}]"u8.ToArray()), "application/json", encoding: "gzip");
        var pieces = await host.SendAsync(chunked);

        Assert.Equal(("ACCEPTED", "ACCEPTED"), (zipped.Verdicts, pieces.Verdicts));
        Assert.Equal("a b", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_however_it_comes()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var spaces = Encoding.ASCII.GetBytes(new string(' ', 10 * 1024 * 1024));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, Events);
        chunked.Content = new ByteArrayContent(spaces);
        chunked.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-ndjson");
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Add("X-Api-Key", host.KeyHere);

        var answers = new[]
        {
            await host.PostAsync(Events, spaces, "application/json"),
            await host.PostAsync(Events, Gzip(spaces), "application/json", encoding: "gzip"),
            await host.PostAsync("/v1/batch", spaces[..(500 * 1024 + 1)], "application/json"),
            await host.SendAsync(chunked),
        };

        Assert.All(answers, answer => Assert.Equal((413, "BODY_TOO_LARGE"), (answer.Status, answer.Code)));
        Assert.Equal("MALFORMED_JSON", (await host.PostAsync("/v1/batch", spaces[..(500 * 1024)], "application/json")).Code);
    }

    [Fact]
    public async Task A_key_is_taken_from_wherever_senders_put_it()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var writeKey = await host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(writeKey + ":"));
        foreach (var (header, value) in new[]
                 {
                     ("X-Api-Key", host.KeyHere), ("Authorization", "Bearer " + host.KeyHere),
                     ("Authorization", "Basic " + basic),
                 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/track");
            request.Content = new StringContent($$"""{"event":"e","messageId":"{{value}}"}""", Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal("ACCEPTED", (await host.SendAsync(request)).Verdicts);
        }

        foreach (var path in new[] { "/v1/track", Events })
            Assert.Equal("ACCEPTED", (await host.PostAsync(path,
                $$"""{"event":"e","eventType":"{{path}}","messageId":"{{path}}","writeKey":"{{writeKey}}"}""", key: "")).Verdicts);
        Assert.Equal("ACCEPTED", (await host.PostAsync("/v1/batch",
            $$"""{"batch":[{"type":"track","event":"e"}],"writeKey":"{{writeKey}}"}""", key: "")).Verdicts);
    }

    [Fact]
    public async Task Who_may_not_send_is_refused_and_nothing_is_stored()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var reader = await host.IssueAsync(
            host.Tenants.Here, NewApiKey.Secret("reader", [ApiKeyScopes.Query], Roles.Viewer, null).Value);
        const string Body = """{"event":"e","eventType":"e"}""";
        const string WithKey = """{"event":"e","eventType":"e","writeKey":"ak_unknown"}""";

        var answers = new[]
        {
            await host.PostAsync("/v1/track", Body, key: ""),
            await host.PostAsync("/v1/track", Body, key: "ak_unknown"),
            await host.PostAsync("/v1/track", WithKey, key: ""),
            await host.PostAsync(Events, Body, key: reader),
        };

        Assert.Equal(
            ["401 AUTH_NOT_AUTHENTICATED", "401 API_KEY_INVALID", "401 API_KEY_INVALID", "403 AUTH_NOT_AUTHORIZED"],
            answers.Select(answer => $"{answer.Status} {answer.Code}"));
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task The_key_decides_the_tenant_whatever_the_body_says()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var there = host.Tenants.There.Id;
        var body = $$"""
            {"id":"1","eventType":"e","tenant":"there","tenantId":"{{there}}","context":{"tenant":"{{there}}"},
             "writeKey":"{{host.KeyThere}}"}
            """;

        var here = await host.PostAsync(Events, body);
        var sameIdThere = await host.PostAsync(Events, """{"id":"1","eventType":"f"}""", key: host.KeyThere);

        Assert.Equal(("ACCEPTED", "ACCEPTED"), (here.Verdicts, sameIdThere.Verdicts));
        Assert.Equal("e", await host.NamesAsync(host.Tenants.Here));
        Assert.Equal("f", await host.NamesAsync(host.Tenants.There));
    }

    [Fact]
    public async Task A_full_queue_answers_429_says_when_to_come_back_and_loses_nothing()
    {
        await using var host = await CollectorHost.StartAsync(
            postgres, ("EventLog:QueueLength", "1"), ("EventLog:Writers", "1"));
        await using var owner = new NpgsqlConnection(host.Tenants.OwnerConnectionString);
        await owner.OpenAsync(CollectorHost.Token);
        await using var transaction = await owner.BeginTransactionAsync(CollectorHost.Token);
        await using (var hold = new NpgsqlCommand("lock table event_ids in access exclusive mode", owner))
            await hold.ExecuteNonQueryAsync(CollectorHost.Token);

        var sent = Enumerable.Range(0, 8).Select(_ => host.PostAsync(Events, """{"eventType":"e","id":"1"}""")).ToList();
        var first = await await Task.WhenAny(sent);
        await transaction.RollbackAsync(CollectorHost.Token);
        var answers = await Task.WhenAll(sent);

        Assert.Equal((429, "COLLECTION_BUSY", "1"), (first.Status, first.Code, first.RetryAfter));
        Assert.Single(answers, answer => answer.Status == 200 && answer.Verdicts == "ACCEPTED");
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 429));
        Assert.Equal("e", await host.NamesAsync(host.Tenants.Here));
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(plain);
        return target.ToArray();
    }
}
