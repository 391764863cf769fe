using Analytics.Domain.Collection;
using Analytics.Domain.Privacy;

namespace Analytics.Domain.Tests.Collection;

/// <summary>What tenants' decisions about privacy do to messages.</summary>
public sealed class PrivacyGateTests
{
    private const string Browser =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private static readonly PrivacyKeys _keys = new(new byte[32], new byte[32]);

    private readonly CollectionFixture _collection = new();

    private CollectionSource Visitor { get; } = new() { IsDirect = true, IpAddress = "203.0.113.7", UserAgent = Browser };

    [Fact]
    public async Task Without_consent_an_event_is_refused_where_the_tenant_says_so()
    {
        Decide(new() { Consent = ConsentMode.Required, WithoutConsent = WithoutConsent.Drop });

        var receipt = await CollectAsync("""[{"eventType": "a", "userId": "u"}, {"eventType": "b", "context": {"consent": "all"}}]""");

        Assert.Equal(
            [(EventStatus.Rejected, "CONSENT_MISSING", "context.consent"), (EventStatus.Accepted, null, null)],
            receipt.Verdicts.Select(verdict => (verdict.Status, verdict.Problem?.Code, verdict.Problem?.Path)));
        Assert.Equal("b", Assert.Single(_collection.Log).Name);
    }

    [Fact]
    public async Task Without_consent_an_event_is_kept_without_who_it_is_about_and_the_verdict_says_so()
    {
        Decide(new() { Consent = ConsentMode.Required });

        var receipt = await CollectAsync(
            """
            {"eventType": "a", "userId": "u", "anonymousId": "d", "sessionId": "s",
             "properties": {"x": 1, "email": "a@b.c", "customer": {"id": 7}, "ip": "198.51.100.1"},
             "context": {"consent": "functional", "traits": {"email": "a@b.c"}, "device": {"id": "D"}}}
            """);

        var verdict = Assert.Single(receipt.Verdicts);
        Assert.Equal((EventStatus.Accepted, "ANONYMISED_WITHOUT_CONSENT"), (verdict.Status, verdict.Problem?.Code));
        var logged = Assert.Single(_collection.Log);
        Assert.Equal((null, null, null), (logged.UserId, logged.AnonymousId, logged.SessionId));
        Assert.True(logged.Context.IsEmpty);
        Assert.Equal(
            """{"x":1,"$browser":"Chrome","$browser_version":126,"$os":"Windows","$device_type":"desktop"}""",
            CollectionFixture.Text(logged.Properties));
    }

    [Fact]
    public async Task A_statement_about_somebody_without_consent_is_refused()
    {
        Decide(new() { Consent = ConsentMode.Required });

        var receipt = await SegmentAsync("""{"type": "identify", "userId": "u", "traits": {"email": "a@b.c"}}""");

        Assert.Equal("CONSENT_MISSING", Assert.Single(receipt.Verdicts).Problem?.Code);
        Assert.Empty(_collection.Statements);
    }

    [Theory]
    [InlineData(true, true, "DO_NOT_TRACK")]
    [InlineData(true, false, null)]       // a server's own header says nothing of the visitor
    [InlineData(false, true, null)]       // the tenant does not heed it
    public async Task A_browser_that_asks_not_to_be_followed_is_heeded_where_the_tenant_says_so(
        bool respected, bool direct, string? code)
    {
        Decide(new() { RespectDoNotTrack = respected, WithoutConsent = WithoutConsent.Drop });

        var receipt = await CollectAsync(
            """{"eventType": "a", "userId": "u"}""", Visitor with { DoNotTrack = true, IsDirect = direct });

        Assert.Equal(code, Assert.Single(receipt.Verdicts).Problem?.Code);
    }

    [Fact]
    public async Task Hashed_ids_are_one_in_events_and_in_statements()
    {
        Decide(new() { AnonymousIds = IdForm.Hashed, UserIds = IdForm.Hashed });

        await SegmentAsync(
            """
            {"type": "track", "event": "a", "anonymousId": "d"}, {"type": "track", "event": "b", "userId": "u"},
            {"type": "identify", "userId": "u", "anonymousId": "d"}, {"type": "alias", "previousId": "d2", "userId": "u"}
            """);

        Assert.Equal(_keys.Hash("d"), _collection.Log[0].AnonymousId);
        Assert.Equal(_keys.Hash("u"), _collection.Log[1].UserId);
        Assert.Equal((_keys.Hash("u"), _keys.Hash("d")), (_collection.Statements[0].Actor.Value, _collection.Statements[0].Alias?.Value));
        Assert.Equal(_keys.Hash("d2"), _collection.Statements[1].Alias?.Value);
        Assert.Matches("^[0-9a-f]{64}$", _keys.Hash("u"));
    }

    [Fact]
    public async Task User_ids_stay_where_only_anonymous_ones_are_hashed()
    {
        Decide(new() { AnonymousIds = IdForm.Hashed });

        await CollectAsync("""{"eventType": "a", "userId": "u", "anonymousId": "d"}""");

        Assert.Equal(("u", _keys.Hash("d")), (_collection.Log[0].UserId, _collection.Log[0].AnonymousId));
    }

    [Fact]
    public async Task Without_cookies_a_visitor_is_known_by_address_browser_and_site()
    {
        Decide(new() { Cookieless = true });
        const string Page = """{"id": "ID", "eventType": "a", "context": {"page": {"url": "https://www.shop.example/x"}}}""";

        await CollectAsync(Named(Page));
        await CollectAsync(Named(Page.Replace("/x", "/y", StringComparison.Ordinal)));
        await CollectAsync(Named(Page), Visitor with { IpAddress = "203.0.113.8" });
        await CollectAsync(Named(Page), Visitor with { UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0" });
        await CollectAsync(Named(Page.Replace("www.shop", "blog", StringComparison.Ordinal)));
        await CollectAsync("""{"eventType": "a", "anonymousId": "d"}""");
        await CollectAsync("""{"eventType": "a"}""", Visitor with { IsDirect = false });

        var ids = _collection.Log.Select(logged => logged.AnonymousId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(4, new HashSet<string?>(ids.Take(5)).Count);
        Assert.All(ids.Take(5), id => Assert.Matches("^v_[0-9a-f]{32}$", id));
        Assert.Equal(["d", null], ids[5..]);
    }

    [Fact]
    public async Task A_server_may_name_the_visitors_address_and_it_is_not_kept()
    {
        Decide(new() { Cookieless = true });

        await CollectAsync(
            $$"""{"eventType": "a", "context": {"ip": "203.0.113.7", "userAgent": "{{Browser}}", "page": {"url": "https://shop.example/"} } }""",
            new CollectionSource { IpAddress = "10.0.0.1", UserAgent = "node" });
        await CollectAsync("""{"eventType": "a", "context": {"page": {"url": "https://shop.example/z"}}}""");

        Assert.Equal(_collection.Log[1].AnonymousId, _collection.Log[0].AnonymousId);
        Assert.DoesNotContain("203.0.113.7", CollectionFixture.Text(_collection.Log[0].Context), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.0/24", "u", true)]
    [InlineData("203.0.114.7", "203.0.113.0/24", "u", false)]
    [InlineData("2001:db8::7", "2001:db8::/32", "u", true)]
    [InlineData("203.0.113.7", "203.0.113.7", "u", true)]
    [InlineData("198.51.100.1", "203.0.113.7", "Ann@Example.com", true)]
    [InlineData("198.51.100.1", "203.0.113.7", "ann@notexample.com", false)]
    public async Task The_tenants_own_people_are_tagged(string address, string range, string user, bool isInternal)
    {
        Decide(new() { InternalIpRanges = [range], InternalEmailDomains = ["example.com"] });

        await CollectAsync($$"""{"eventType": "a", "userId": "{{user}}"}""", Visitor with { IpAddress = address, UserAgent = null });

        Assert.Equal(
            isInternal ? """{"$internal":true}""" : "{}", CollectionFixture.Text(_collection.Log[0].Properties));
    }

    [Theory]
    [InlineData("10.0.0.0/33", "internalIpRanges[0]")]
    [InlineData("shop", "internalIpRanges[0]")]
    public void A_range_that_is_none_is_refused(string range, string path)
    {
        var problem = new CollectionSettings { InternalIpRanges = [range] }.Check();

        Assert.Equal(("SETTING_INVALID", path), (problem?.Code, problem?.Path));
    }

    [Theory]
    [InlineData("example")]
    [InlineData("ann@example.com")]
    [InlineData("exa mple.com")]
    public void A_domain_that_is_none_is_refused(string domain) =>
        Assert.Equal("internalEmailDomains[0]", new CollectionSettings { InternalEmailDomains = [domain] }.Check()?.Path);

    [Fact]
    public void Lists_have_an_end() =>
        Assert.Equal(
            "internalProperties",
            new CollectionSettings
            {
                InternalProperties = [.. Enumerable.Range(0, 41).Select(i => new InternalProperty($"p{i}", "x"))],
            }.Check()?.Path);

    // Events of the same content count once.
    private string Named(string json) => json.Replace("ID", $"e{_collection.Log.Count}", StringComparison.Ordinal);

    private void Decide(CollectionSettings settings) =>
        _collection.Rules = new CollectionRules(_collection.Rules.Plan, settings) { Keys = _keys };

    private Task<CollectionReceipt> CollectAsync(string json, CollectionSource? source = null) =>
        CollectAsync(EventPayload.ReadJson(CollectionFixture.Utf8(json)), source);

    private Task<CollectionReceipt> SegmentAsync(string messages) =>
        CollectAsync(EventPayload.ReadSegmentBatch(CollectionFixture.Utf8($$"""{"batch": [{{messages}}]}""")), null);

    private async Task<CollectionReceipt> CollectAsync(Result<EventPayload> payload, CollectionSource? source)
    {
        return (await new CollectEvents(_collection, _collection.Quarantine, _collection, _collection, _collection).ExecuteAsync(
            CollectionFixture.Tenant(), source ?? Visitor, payload.Value.Events, TestContext.Current.CancellationToken)).Value;
    }
}
