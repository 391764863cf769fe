using System.Text;
using System.Text.Json;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>What a visitor's request tells is in the figures, and where he is to be found is nowhere.</summary>
public sealed class EnrichmentTests(EnrichedHost enriched) : IClassFixture<EnrichedHost>
{
    [Fact]
    public async Task Browsers_systems_devices_and_cities_of_visitors_are_dimensions()
    {
        using var client = enriched.Host.As("retail", "admin");
        await enriched.VisitAsync(
            client, """{"id": "b1", "eventType": "visit", "anonymousId": "a"}""", headers: [("CF-IPCountry", "FR"), ("CF-IPCity", "Lyon")]);
        var sent = await enriched.VisitAsync(
            client, """{"id": "b2", "eventType": "visit", "anonymousId": "b"}""", EnrichedHost.Iphone,
            headers: [("CF-IPCountry", "DE"), ("CF-IPCity", "M%C3%BCnchen")]);

        Assert.Equal(["Chrome 1", "Safari 1"], await GroupsAsync(client, sent, "visit", "$browser"));
        Assert.Equal(["Windows 1", "iOS 1"], await GroupsAsync(client, sent, "visit", "$os"));
        Assert.Equal(["desktop 1", "mobile 1"], await GroupsAsync(client, sent, "visit", "$device_type"));
        Assert.Equal(["DE 1", "FR 1"], await GroupsAsync(client, sent, "visit", "$country"));
        Assert.Equal(["Lyon 1", "München 1"], await GroupsAsync(client, sent, "visit", "$city"));
    }

    [Fact]
    public async Task The_campaign_of_a_session_is_that_of_its_first_page()
    {
        using var client = enriched.Host.As("community", "admin");
        const string Page =
            """{"id": "ID", "eventType": "page_view", "anonymousId": "c", "timestamp": "AT", "context": {"page": {"url": "URL"}}}""";
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-20);
        string Visit(int number, string url) => Page
            .Replace("ID", $"utm-{number}", StringComparison.Ordinal)
            .Replace("AT", at.AddMinutes(number).ToString("O"), StringComparison.Ordinal)
            .Replace("URL", url, StringComparison.Ordinal);
        await enriched.VisitAsync(client, Visit(1, "https://s.example/?utm_source=news&utm_medium=email&utm_campaign=spring"));
        await enriched.VisitAsync(client, Visit(2, "https://s.example/hats"));
        var sent = await enriched.VisitAsync(client, Visit(3, "https://s.example/pay?utm_source=other&utm_medium=x&utm_campaign=y"));

        foreach (var (property, value) in new[] { ("$utm_source", "news"), ("$utm_medium", "email"), ("$utm_campaign", "spring") })
        {
            var data = await client.QueryAsync(
                $$"""query($p: Long) { sessions(query: {range: {last: "P1D"}, cohortCriteria: {members: ["c"]}, breakdown: [{property: "{{property}}"}]}, atLeast: $p) { groups { key } } }""",
                new { p = sent.GetProperty("position").GetInt64() });
            var group = Assert.Single(data.GetProperty("sessions").GetProperty("groups").EnumerateArray());
            Assert.Equal(value, group.GetProperty("key")[0].GetString());
        }
    }

    [Fact]
    public async Task No_address_and_no_exact_place_reaches_a_table_a_file_or_an_answer()
    {
        using var client = enriched.Host.As("retail", "admin");
        const string Address = "203.0.113.77";
        const string Other = "198.51.100.99";
        await enriched.VisitAsync(
            client,
            $$$"""
            [{"id": "ip1", "eventType": "addressed", "userId": "{{{Address}}}", "anonymousId": "{{{Address}}}", "sessionId": "{{{Address}}}",
              "properties": {"ip": "{{{Other}}}", "$ip": "{{{Other}}}", "IP_Address": "{{{Other}}}", "any": "{{{Address}}}",
                "deep": [{"clientIp": "{{{Other}}}", "x": ["{{{Address}}}"]}], "\u0069p": "{{{Other}}}", "latitude": 48.775846,
                "city": "kept-canary", "url": "https://shop.example/p?token=canary-token-1#id_token=canary-fragment", "search": "?email=canary%40mail.example"},
              "context": {"ip": "{{{Other}}}", "page": {"url": "https://shop.example/p?session_id=canary-token-2", "referrer": "https://ann:canary-pass@mail.example/?jwt=canary-token-3"}, "location": {"city": "Stuttgart", "latitude": 48.775846, "longitude": 9.182932,
                "postalCode": "70173-canary"}, "device": {"ip": "{{{Other}}}"} } }]
            """,
            address: Address);
        var (status, answer) = await client.SendAsync(
            "v1/batch",
            $$$"""
            {"context": {"ip": "{{{Other}}}"}, "batch": [
              {"type": "track", "messageId": "ip2", "event": "addressed", "userId": "u", "context": {"ip": "{{{Other}}}"} },
              {"type": "identify", "messageId": "ip3", "userId": "u", "traits": {"ip": "{{{Other}}}", "geo": {"lat": 48.775846} },
               "context": {"ip": "{{{Other}}}"} },
              {"type": "group", "messageId": "ip4", "userId": "u", "groupId": "g", "traits": {"ip": "{{{Other}}}"} }]}
            """,
            client.Credential!.WriteKey);
        Assert.True(status == 200, $"{answer}");
        Assert.Equal(["Stuttgart 1", " 1"], await GroupsAsync(client, answer, "addressed", "$city"));

        string[] secrets = [Address, Other, "48.775846", "9.182932", "70173-canary", "canary-token", "canary-fragment", "canary%40mail", "canary-pass"];
        var listed = (await client.QueryAsync("{ events(first: 100) { nodes { id name userId anonymousId sessionId properties context } } }")).GetRawText();
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, listed, StringComparison.Ordinal));

        // The engine's files, the tables and PostgreSQL's own log of changes: what was kept is there, the rest is not.
        for (var waited = 0; waited < 300 && !Holds(Path.Combine(enriched.Host.Directory, "columnar"), "kept-canary"); waited++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(Holds(Path.Combine(enriched.Host.Directory, "columnar"), "kept-canary"));
        Assert.True(Holds(Path.Combine(enriched.Host.Directory, "postgres"), "kept-canary"));
        Assert.All(secrets, secret => Assert.False(Holds(enriched.Host.Directory, secret), secret));
    }

    [Fact]
    public async Task Robots_are_left_out_unless_asked_for_and_a_changed_list_holds_for_the_past_too()
    {
        using var client = enriched.Host.As("community", "admin");
        const string Robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        const string Fetcher = "Mozilla/5.0 (compatible; NewFetcher/1.0)";
        await enriched.VisitAsync(client, """{"id": "r1", "eventType": "crawled", "anonymousId": "r1"}""", Robot);
        await enriched.VisitAsync(client, """{"id": "r2", "eventType": "crawled", "anonymousId": "r2"}""", Fetcher);
        await enriched.VisitAsync(client, """{"id": "r3", "eventType": "crawled", "anonymousId": "both"}""", Fetcher);
        var sent = await enriched.VisitAsync(client, """{"id": "r4", "eventType": "crawled", "anonymousId": "both"}""");

        async Task<int> CountAsync(bool bots) => (await EnrichedHost.ExploreAsync(
            client, sent, "crawled", $"aggregation: COUNT, includeBots: {(bots ? "true" : "false")}")).GetProperty("total").GetInt32();
        Assert.Equal((3, 4), (await CountAsync(false), await CountAsync(true)));

        enriched.ListRobots("newfetcher", "headless");
        await RetagAsync(client);
        await UntilAsync(async () => (await CountAsync(false), await CountAsync(true)) == (3, 4) && await IsPersonAsync("r1"));
        Assert.False(await IsPersonAsync("r2"));
        Assert.True(await IsPersonAsync("both"));           // whose agents are both keeps what was said at collection

        enriched.ListRobots("googlebot", "headless");
        await RetagAsync(client);
        await UntilAsync(async () => await IsPersonAsync("r2"));
        Assert.False(await IsPersonAsync("r1"));

        async Task<bool> IsPersonAsync(string actor)
        {
            var data = await client.QueryAsync(
                $$"""{ explore(query: {events: ["crawled"], aggregation: COUNT, range: {last: "P2D"}, cohortCriteria: {members: ["{{actor}}"]} }) { total } }""");
            return data.GetProperty("explore").GetProperty("total").GetInt32() > 0;
        }
    }

    private static async Task RetagAsync(ApiClient client)
    {
        // The node reads a changed list when an event comes or the job runs, at the earliest 50 ms after the last look.
        await Task.Delay(100, TestContext.Current.CancellationToken);
        var before = (await client.QueryAsync("{ botRetag { startedAt } }")).GetProperty("botRetag").GetProperty("startedAt").GetRawText();
        await client.QueryAsync("mutation { retagBots { requestedAt } }");
        await UntilAsync(async () =>
        {
            var state = (await client.QueryAsync("{ botRetag { startedAt finishedAt } }")).GetProperty("botRetag");
            return state.GetProperty("finishedAt").ValueKind == JsonValueKind.String
                && state.GetProperty("startedAt").GetRawText() != before;
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (await condition())
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not come about within a minute.");
    }

    private static async Task<List<string>> GroupsAsync(ApiClient client, JsonElement sent, string name, string property) =>
        [.. (await EnrichedHost.ExploreAsync(
                client, sent, name, $$"""aggregation: COUNT, breakdown: [{property: "{{property}}"}]"""))
            .GetProperty("groups").EnumerateArray()
            .Select(group => $"{group.GetProperty("key")[0].GetString()} {group.GetProperty("total").GetInt32()}")];

    private static bool Holds(string folder, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            for (var look = 0; ; look++)
                try
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    var content = new byte[stream.Length];
                    var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
                    if (content.AsSpan(0, read).IndexOf(bytes) >= 0)
                        return true;
                    break;
                }
                catch (Exception gone) when (gone is FileNotFoundException || Path.GetFileName(file) == "lock")
                {
                    // Both stores put files away while they work, and the lock is empty.
                    break;
                }
                catch (IOException) when (look < 1_000)
                {
                    // It is being written.
                    Thread.Sleep(10);
                }

        return false;
    }
}
