using System.Text.Json;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Tests.Collection.Enrichment;

/// <summary>What is added to an event as it is collected, and what is taken out of it.</summary>
public sealed class EnrichmentTests
{
    private const string Chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private readonly CollectionFixture _collection = new();

    private CollectionSource Browser { get; } = new() { IsDirect = true, UserAgent = Chrome, IpAddress = "203.0.113.7" };

    [Fact]
    public async Task An_event_without_context_from_a_server_is_kept_as_sent()
    {
        var logged = await LoggedAsync(
            """{"eventType": "a", "properties": {"x": 1}}""", Browser with { IsDirect = false, Country = "FR" });

        Assert.Equal("""{"x": 1}""", CollectionFixture.Text(logged.Properties));
        Assert.True(logged.Context.IsEmpty);
        Assert.False(logged.IsBot);
    }

    [Fact]
    public async Task The_header_tells_browser_system_and_device_of_a_visitor()
    {
        var logged = await LoggedAsync("""{"eventType": "a"}""", Browser with { Country = "FR", City = "Lyon" });

        Assert.Equal(
            """{"$browser":"Chrome","$browser_version":126,"$os":"Windows","$device_type":"desktop","$country":"FR","$city":"Lyon"}""",
            CollectionFixture.Text(logged.Properties));
        Assert.Equal(Chrome, Member(logged.Context, "userAgent").GetString());
    }

    [Fact]
    public async Task The_clients_own_statement_wins_over_the_header_and_over_what_is_read_from_it()
    {
        var logged = await LoggedAsync(
            $$$"""{"eventType": "a", "properties": {"$os": "BeOS"}, "context": {"userAgent": "{{{Googlebot}}}", "location": {"city": "Ulm"} } }""",
            Browser with { City = "Lyon" });

        Assert.Equal("""{"$os": "BeOS","$device_type":"bot","$city":"Ulm"}""", CollectionFixture.Text(logged.Properties));
        Assert.True(logged.IsBot);
    }

    [Fact]
    public async Task Addresses_of_pages_are_kept_without_what_lets_somebody_in_wherever_they_stand()
    {
        var logged = await LoggedAsync(
            """
            {"eventType": "a", "properties": {"url": "https://ann:pw@shop.example/p?q=lamp&token=t1#access_token=t2", "Current_URL": "/p\u003fsid=t3",
              "search": "?email=ann%40example.com", "kept": "https://shop.example/?token=own", "deep": {"a": {"href": "shop/p?q=1&fbclid=t4", "url": 7}},
              "referrer": "https://shop.example/a#/inbox?token=t7&q=2"},
             "context": {"page": {"url": "https://shop.example/p?code=t5&utm_source=mail", "referrer": "https://mail.example/?jwt=t6"}}}
            """,
            Browser with { IsDirect = false });

        var properties = JsonElement.Parse(logged.Properties.Span);
        Assert.Equal("https://shop.example/p?q=lamp", properties.GetProperty("url").GetString());
        Assert.Equal("/p", properties.GetProperty("Current_URL").GetString());
        Assert.Equal("", properties.GetProperty("search").GetString());
        Assert.Equal("""{"a":{"href":"shop/p?q=1","url":7}}""", properties.GetProperty("deep").GetRawText());
        Assert.Equal("https://shop.example/a#/inbox?q=2", properties.GetProperty("referrer").GetString());
        Assert.Equal("https://shop.example/?token=own", properties.GetProperty("kept").GetString());
        Assert.Equal("mail", properties.GetProperty("$utm_source").GetString());
        Assert.Equal(
            """{"page":{"url":"https://shop.example/p?utm_source=mail","referrer":"https://mail.example/"}}""",
            CollectionFixture.Text(logged.Context));
    }

    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("python-requests/2.31.0")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("Shop/3.2 CFNetwork/1494.0.7 Darwin/23.4.0")]
    public async Task The_header_of_a_library_says_nothing_of_the_visitor(string header)
    {
        var logged = await LoggedAsync("""{"eventType": "a"}""", Browser with { UserAgent = header });

        Assert.Equal("{}", CollectionFixture.Text(logged.Properties));
        Assert.False(logged.IsBot);
    }

    [Fact]
    public async Task A_page_gives_its_address_its_referrer_and_its_campaign()
    {
        var logged = await LoggedAsync(
            """
            {"eventType": "page_view", "context": {
              "page": {"url": "https://me:pw@www.Shop.example/sale?utm_source=news%20letter&utm_medium=email&gclid=x1&email=a%40b.c&q=hat#top",
                       "title": "Sale", "referrer": "https://www.google.co.uk/?q=hats"},
              "campaign": {"name": "spring"},
              "screen": {"width": 1920, "height": 1080, "innerWidth": 1200, "innerHeight": 800}}}
            """,
            CollectionSource.Internal);
        var added = JsonDocument.Parse(logged.Properties).RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value.ToString());

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["event_type"] = "page_view",
                ["$screen_width"] = "1920",
                ["$screen_height"] = "1080",
                ["$viewport_width"] = "1200",
                ["$viewport_height"] = "800",
                ["$page_url"] = "https://www.Shop.example/sale?utm_source=news%20letter&utm_medium=email&q=hat",
                ["$page_path"] = "/sale",
                ["$page_title"] = "Sale",
                ["$referrer"] = "https://www.google.co.uk/?q=hats",
                ["$referrer_domain"] = "google.co.uk",
                ["$referrer_type"] = "search",
                ["$utm_source"] = "news letter",
                ["$utm_medium"] = "email",
                ["$utm_campaign"] = "spring",
            },
            added);
    }

    [Theory]
    [InlineData("https://shop.example/?utm_source=%00")]
    [InlineData("https://shop.example/?utm_source=")]
    [InlineData("https://shop.example/?utm_source")]
    [InlineData("javascript:alert(1)")]
    [InlineData("not an address")]
    public async Task A_campaign_that_cannot_be_kept_is_none(string url)
    {
        var logged = await LoggedAsync(
            $$"""{"eventType": "a", "context": {"page": {"url": "{{url}}"} } }""", CollectionSource.Internal);

        Assert.False(JsonDocument.Parse(logged.Properties).RootElement.TryGetProperty("$utm_source", out _));
    }

    [Theory]
    [InlineData("""{"x": 1, "ip": "198.51.100.9"}""", """{"x":1}""")]
    [InlineData("""{"$ip": "198.51.100.9"}""", "{}")]
    [InlineData("""{"client_IP": ["198.51.100.9", {"a": 1}], "x": [1, {"ipAddress": "198.51.100.9", "y": 2.50}]}""",
        """{"x":[1,{"y":2.50}]}""")]
    [InlineData("""{"\u0069\u0070": "198.51.100.9", "trip": "ok", "zip": "10115"}""", """{"trip":"ok","zip":"10115"}""")]
    [InlineData("""{"a": "203.0.113.7", "b": ["203.0.113.7", "203.0.113.70"], "x": null}""",
        """{"b":["203.0.113.70"],"x":null}""")]
    [InlineData("""{"location": {"city": "Ulm", "latitude": 48.4, "lng": 9.9, "postal_code": "89073"}, "zip": "x"}""",
        """{"location":{"city":"Ulm"},"zip":"x"}""")]
    [InlineData("""{"shop": {"geo": {"Zip": "1"}, "zip": "2"}}""", """{"shop":{"geo":{},"zip":"2"}}""")]
    [InlineData("""{"text": "my ip is \"1\"", "equip": {"ship": "a\\b"}}""", """{"text": "my ip is \"1\"", "equip": {"ship": "a\\b"}}""")]
    public async Task Addresses_and_exact_places_are_taken_out(string sent, string kept)
    {
        var source = Browser with { UserAgent = null };
        var logged = await LoggedAsync($$"""{"eventType": "a", "properties": {{sent}}, "context": {{sent}}}""", source);

        Assert.Equal(kept, CollectionFixture.Text(logged.Context));
        Assert.Equal(
            kept.Replace(" ", "", StringComparison.Ordinal),
            CollectionFixture.Text(logged.Properties).Replace(" ", "", StringComparison.Ordinal)
                .Replace(""","$city":"Ulm"}""", "}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_that_is_the_senders_address_is_none()
    {
        var logged = await LoggedAsync(
            """{"eventType": "a", "userId": "u", "anonymousId": "203.0.113.7", "sessionId": "203.0.113.7"}""", Browser);

        Assert.Equal(("u", null, null), (logged.UserId, logged.AnonymousId, logged.SessionId));
    }

    [Fact]
    public async Task Traits_keep_no_address_either()
    {
        var payload = EventPayload.ReadSegmentBatch(CollectionFixture.Utf8(
            """
            {"batch": [{"type": "identify", "userId": "u", "traits": {"plan": "pro", "ip": "198.51.100.9", "home": "203.0.113.7",
                "$setOnce": {"geo": {"lat": 1, "city": "Ulm"}}}}]}
            """)).Value;
        await new CollectEvents(_collection, _collection.Quarantine, _collection, _collection, _collection).ExecuteAsync(
            CollectionFixture.Tenant(), Browser, payload.Events, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["""{"plan":"pro"}""", """{"geo":{"city":"Ulm"}}"""],
            Assert.Single(_collection.Statements).Changes
                .Select(change => CollectionFixture.Text(change.Properties).Replace(" ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Events_of_one_batch_with_different_contexts_get_each_its_own()
    {
        await CollectAsync(
            """
            [{"eventType": "a", "context": {"page": {"url": "https://s.example/1"}}},
             {"eventType": "b", "context": {"page": {"url": "https://s.example/2"}}},
             {"eventType": "c"},
             {"eventType": "d", "context": {"page": {"url": "https://s.example/2"}}, "properties": {"$page_path": "/mine"}}]
            """,
            CollectionSource.Internal);

        Assert.Equal(
            ["/1", "/2", null, "/mine"],
            _collection.Log.Select(logged => logged.Properties.Length > 2
                ? Member(logged.Properties, "$page_path").GetString()
                : null));
    }

    private static JsonElement Member(ReadOnlyMemory<byte> json, string name) =>
        JsonDocument.Parse(json).RootElement.GetProperty(name);

    private async Task<NewEvent> LoggedAsync(string json, CollectionSource source)
    {
        await CollectAsync(json, source);
        return Assert.Single(_collection.Log);
    }

    private async Task CollectAsync(string json, CollectionSource source)
    {
        var payload = EventPayload.ReadJson(CollectionFixture.Utf8(json)).Value;
        var receipt = await new CollectEvents(_collection, _collection.Quarantine, _collection, _collection, _collection).ExecuteAsync(
            CollectionFixture.Tenant(), source, payload.Events, TestContext.Current.CancellationToken);
        Assert.All(receipt.Value.Verdicts, verdict => Assert.Equal(EventStatus.Accepted, verdict.Status));
    }
}
