using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Tenancy;

/// <summary>
/// Attacks on the wall between tenants. Tenant <c>community</c> holds canaries: words that appear nowhere else.
/// Nothing that tenant <c>retail</c> can send may answer with one of them.
/// </summary>
public sealed class IsolationTests(EmptyHost empty) : IClassFixture<EmptyHost>, IAsyncLifetime
{
    private const string Canary = "canary";

    /// <summary>How each root field is attacked; a new field without an entry fails the test below.</summary>
    private static readonly Dictionary<string, string[]> Attacks = new()
    {
        ["me"] = ["{ me { tenant { identifier name } role } }"],
        ["metrics"] = ["{ metrics { nodes { name description } } }"],
        ["metric"] =
        [
            """{ metric(name: "revenue", range: RANGE) { total groups { key } excludedCurrencies } }""",
            """{ metric(name: "orders_all", range: RANGE, breakdown: [{property: "country"}]) { total groups { key total } other { total } } }""",
            """{ metric(name: "customers", range: RANGE, breakdown: [{property: "tenant_id"}]) { total groups { key } } }""",
            """{ metric(name: "orders_all", range: RANGE, filter: {property: "country", eq: "canaryland"}) { total } }""",
            """{ metric(name: "active_users", range: RANGE, filter: {not: {property: "country", exists: true}}) { total } }""",
        ],
        ["explore"] =
        [
            """{ explore(query: {events: ["canary_event", "order_placed"], aggregation: COUNT, range: RANGE, breakdown: [{property: "secret"}]}) { total groups { key } } }""",
            """{ explore(query: {events: ["canary_event"], aggregation: SUM, property: "total", range: RANGE}) { total } }""",
            """{ explore(query: {events: ["canary_event"], aggregation: UNIQUE_ACTORS, range: RANGE}) { total } }""",
        ],
        ["funnel"] =
        [
            """{ funnel(definition: {steps: [{events: ["canary_event"]}, {events: ["order_placed"]}], range: RANGE}) { steps { count } } }""",
            """{ funnel(definition: {steps: [{events: ["canary_event"]}, {events: ["order_placed"]}], range: RANGE, breakdown: {property: "secret"}, trend: YEAR}) { groups { key steps { count } } actors(step: 1) { nodes { id } totalCount } } }""",
        ],
        ["retention"] =
        [
            """{ retention(query: {range: RANGE, period: QUARTER, start: {events: ["canary_event"]}, breakdown: [{property: "secret"}]}) { cohorts { size } groups { key } } }""",
            """{ retention(query: {range: RANGE, period: QUARTER, value: {aggregation: SUM, property: "total"}}) { cohorts { size cells { value } } average { value } } }""",
        ],
        ["sessions"] =
        [
            """{ sessions(query: {range: RANGE, breakdown: [{property: "secret"}, {property: "country"}]}) { total { count actors } groups { key } } }""",
        ],
        ["formula"] =
        [
            """{ formula(query: {range: RANGE, breakdown: [{property: "secret"}], expression: "total / number", measures: [{name: "total", measure: {events: [], aggregation: SUM, property: "total"}}, {name: "number", measure: {events: ["canary_event"], aggregation: COUNT}}]}) { total groups { key total } } }""",
        ],
        ["sessionList"] =
        [
            "{ sessionList(query: {range: RANGE}) { totalCount nodes { actor entryPage } } }",
            """{ sessionList(query: {range: RANGE, actor: "canary-user", pageProperty: "secret", referrerProperty: "country"}) { totalCount nodes { actor entryPage referrer } } }""",
        ],
        ["topList"] =
        [
            """{ topList(query: {range: RANGE, breakdown: [{property: "secret"}], measures: [{events: [], aggregation: SUM, property: "total"}, {events: [], aggregation: UNIQUE_ACTORS}]}) { rows { key values } all { values } } }""",
        ],
        ["estimate"] =
        [
            """{ estimate(question: {explore: {events: ["canary_event"], aggregation: COUNT, range: RANGE}}) { rows } }""",
        ],
        ["webhookEndpoints"] = ["{ webhookEndpoints { id url description } }"],
        ["webhookSources"] = ["{ webhookSources { id name } }"],
        ["webhookDeliveries"] = ["{ webhookDeliveries { nodes { id topic reason } } }"],
        ["saveWebhookEndpoint"] =
        [
            """mutation { saveWebhookEndpoint(input: {id: "00000000-0000-0000-0000-000000000001", url: "https://example.com"}) { savedWebhookEndpoint { secret endpoint { url } } errors { ... on InputError { code } } } }""",
        ],
        ["removeWebhookEndpoint"] =
        [
            """mutation { removeWebhookEndpoint(input: {id: "00000000-0000-0000-0000-000000000001"}) { removedId errors { ... on InputError { code } } } }""",
        ],
        ["testWebhookEndpoint"] =
        [
            """mutation { testWebhookEndpoint(input: {id: "00000000-0000-0000-0000-000000000001"}) { webhookDelivery { id } errors { ... on InputError { code } } } }""",
        ],
        ["replayWebhookDelivery"] =
        [
            """mutation { replayWebhookDelivery(input: {id: "00000000-0000-0000-0000-000000000001"}) { webhookDelivery { id } errors { ... on InputError { code } } } }""",
        ],
        ["saveWebhookSource"] =
        [
            """mutation { saveWebhookSource(input: {id: "00000000-0000-0000-0000-000000000001", name: "s", mapping: {eventName: "e"}}) { savedWebhookSource { secret } errors { ... on InputError { code } } } }""",
        ],
        ["removeWebhookSource"] =
        [
            """mutation { removeWebhookSource(input: {id: "00000000-0000-0000-0000-000000000001"}) { removedId errors { ... on InputError { code } } } }""",
        ],
        ["jobRuns"] = ["{ jobRuns { nodes { id job rows error } } }"],
        ["recompute"] =
        [
            """mutation { recompute(input: {days: 1}) { tenantJobRun { id total } errors { ... on InputError { code } } } }""",
        ],
        ["qualityThresholds"] = ["{ qualityThresholds { fields { event field } } }"],
        ["qualityIncidents"] = ["{ qualityIncidents { nodes { id subject value } } }"],
        ["saveQualityThresholds"] =
        [
            """mutation { saveQualityThresholds(input: {minCompleteness: 2}) { qualityThresholds { minCompleteness } errors { ... on InputError { code } } } }""",
        ],
        ["sealedDays"] = ["{ sealedDays { nodes { day rows checksum } } }"],
        ["verifyLog"] =
        [
            """mutation { verifyLog(input: {from: "2000-01-01", to: "2100-01-01"}) { logVerification { positions faults { position } } errors { ... on InputError { message } } } }""",
        ],
        ["dataQuality"] =
        [
            """{ dataQuality(range: {last: "P30D"}, fields: [{event: "canary_event", field: "secret"}]) { missingRate completeness { events present } volume { received bots days { received } } variance lateness { events } payments { orders } paymentDifferences { nodes { orderId orderTotal } } freshness { head } } }""",
        ],
        ["actors"] =
        [
            """{ actors(criteria: {did: {events: [], atLeast: 1}}) { nodes { id } totalCount } }""",
            """{ actors(criteria: {members: ["canary-secret-user"]}) { nodes { id } totalCount } }""",
            """{ actors(criteria: {not: {members: []}}, first: 500) { nodes { id } totalCount } }""",
        ],
        ["actor"] =
        [
            """{ actor(id: "canary-device") { id ids { id } properties history { id properties } } }""",
            """{ actor(id: "canary-user") { id ids { id isOptedOut } properties history { id properties } } }""",
        ],
        ["groups"] = ["{ groups { nodes { id traits } } }"],
        ["group"] = ["""{ group(id: "canary-group") { id traits } }"""],
        ["mergeActors"] = ["""mutation { mergeActors(input: {alias: "canary-user", actor: "smuggler"}) { actorProfile { ids { id } properties } errors { ... on InputError { message } } } }"""],
        ["splitActor"] = ["""mutation { splitActor(input: {alias: "canary-device"}) { actorProfile { ids { id } properties } } }"""],
        ["setActorProperties"] = ["""mutation { setActorProperties(input: {actor: "canary-user", set: {own: 1}}) { actorProfile { properties history { properties } } } }"""],
        ["optOutActor"] = ["""mutation { optOutActor(input: {actor: "canary-stranger"}) { actorProfile { ids { id isOptedOut } properties } } }"""],
        ["optInActor"] = ["""mutation { optInActor(input: {actor: "canary-stranger"}) { actorProfile { ids { id } properties } } }"""],
        ["tagActorBot"] = ["""mutation { tagActorBot(input: {actor: "canary-stranger", isBot: true}) { actorProfile { ids { id } properties } } }"""],
        ["events"] =
        [
            "{ events { nodes { id name userId properties } totalCount } }",
            """{ events(filter: {name: "canary_event"}) { nodes { id name } totalCount } }""",
            """{ events(filter: {actor: "canary-user"}) { nodes { id name } totalCount } }""",
            "{ events(after: \"CURSOR\") { nodes { id name userId properties } } }",
        ],
        ["collectionSettings"] = ["{ collectionSettings { version internalIpRanges internalEmailDomains internalProperties { name value } } }"],
        ["updateCollectionSettings"] =
        [
            """mutation { updateCollectionSettings(input: {expectedVersion: 4711, internalEmailDomains: ["canary.example"]}) { collectionSettings { version } errors { __typename } } }""",
        ],
        ["botRetag"] = ["{ botRetag { listHash requestedAt tagged } }"],
        ["retagBots"] = ["mutation { retagBots { requestedAt tagged } }"],
        ["eventNames"] = ["{ eventNames { name count } }"],
        ["imports"] = ["{ imports(first: 500) { nodes { id fileName kind } } }"],
        ["import"] = ["""{ import(id: "IMPORT") { id fileName errorFile } }"""],
        ["importProgress"] = ["""subscription { importProgress(id: "IMPORT") { id fileName } }"""],
        ["liveEvents"] =
        [
            "subscription { liveEvents { id name userId properties } }",
            """subscription { liveEvents(filter: {name: "canary_event"}) { id name } }""",
            """subscription { liveEvents(filter: {actor: "canary-user"}) { id name } }""",
        ],
        ["eventTrace"] = ["""{ eventTrace(messageId: "canary-1") { verdict event { name properties } attempts { name } } }"""],
        ["ingestLog"] = ["""{ ingestLog { nodes { messageId name } } }""", """{ ingestLog(filter: {messageId: "canary-1"}) { nodes { name } } }"""],
        ["verdictCounts"] = ["{ verdictCounts(range: RANGE) { name messages } }"],
        ["apiKeys"] = ["{ apiKeys { id name prefix } }"],
        ["issueApiKey"] =
        [
            """mutation { issueApiKey(input: {name: "community", kind: PUBLIC_WRITE}) { issuedApiKey { key { name } } } }""",
        ],
        ["changeApiKey"] =
        [
            """mutation { changeApiKey(input: {id: "KEY", allowedOrigins: ["https://evil.example"]}) { apiKey { name } errors { ... on InputError { code } } } }""",
        ],
        ["revokeApiKey"] =
        [
            """mutation { revokeApiKey(input: {id: "KEY"}) { apiKey { name } errors { ... on InputError { code } } } }""",
        ],
        ["track"] =
        [
            """mutation { track(input: {events: [{id: "canary-1", name: "smuggled_event", userId: "smuggler", properties: {tenant: "community", tenantId: "community"}}]}) { position results { status } errors { message } } }""",
        ],
    };

    private string _cursor = "";
    private string _import = "";
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        using var community = empty.Host.As("community", "admin");
        var (status, body) = await community.SendAsync(
            "v1/batch",
            """
            {"batch": [
              {"type": "track", "messageId": "canary-1", "event": "canary_event", "userId": "canary-user",
               "properties": {"secret": "canary-secret", "country": "canaryland", "total": 4711.17, "currency": "XCN"}},
              {"type": "track", "messageId": "canary-2", "event": "order_placed", "userId": "canary-user",
               "properties": {"secret": "canary-secret", "country": "canaryland", "total": 4711.17, "currency": "GBP"}},
              {"type": "track", "messageId": "canary-3", "event": "canary_event", "userId": "canary-secret-user"},
              {"type": "identify", "messageId": "canary-4", "userId": "canary-user", "anonymousId": "canary-device",
               "traits": {"secret": "canary-secret", "country": "canaryland"}},
              {"type": "group", "messageId": "canary-5", "userId": "canary-user", "groupId": "canary-group",
               "traits": {"secret": "canary-secret", "country": "canaryland"}}]}
            """,
            community.Credential!.WriteKey);
        Assert.True(status == 200, $"{status} {body}");
        (_, body) = await community.SendAsync(
            "v1/import/brands?fileName=canary-secret.csv", "brand_id,name\nb1,\n", community.Credential.ApiKey, "text/csv");
        _import = body.GetProperty("id").GetString()!;
        var events = await community.QueryAsync("{ events(first: 1) { pageInfo { endCursor } nodes { name } } }");
        _cursor = events.GetProperty("events").GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        var keys = await community.QueryAsync("{ apiKeys { id } }");
        _key = keys.GetProperty("apiKeys")[0].GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nobody_changes_or_withdraws_another_tenants_key()
    {
        using var client = empty.Host.As("retail", "admin");
        foreach (var field in (string[])["changeApiKey", "revokeApiKey"])
        {
            var attack = Attacks[field][0].Replace("KEY", _key, StringComparison.Ordinal);
            Assert.Contains("KEY_UNKNOWN", (await client.PostAsync(attack)).GetRawText(), StringComparison.Ordinal);
        }

        using var community = empty.Host.As("community", "admin");
        var keys = (await community.QueryAsync("{ apiKeys { id revokedAt allowedOrigins } }")).GetProperty("apiKeys");
        var key = keys.EnumerateArray().Single(key => key.GetProperty("id").GetString() == _key);
        Assert.Equal(JsonValueKind.Null, key.GetProperty("revokedAt").ValueKind);
        Assert.Equal(0, key.GetProperty("allowedOrigins").GetArrayLength());
    }

    [Fact]
    public async Task Every_root_field_of_the_schema_is_attacked()
    {
        using var client = empty.Host.As("retail", "viewer");
        var schema = await client.QueryAsync("{ __schema { queryType { fields { name } } mutationType { fields { name } } subscriptionType { fields { name } } } }");
        var fields = new[] { "queryType", "mutationType", "subscriptionType" }
            .SelectMany(type => schema.GetProperty("__schema").GetProperty(type).GetProperty("fields").EnumerateArray())
            .Select(field => field.GetProperty("name").GetString()!);

        Assert.Equal(Attacks.Keys.Order(StringComparer.Ordinal), fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("apiKey")]
    public async Task No_field_answers_a_tenant_with_another_tenants_data(string with)
    {
        using var client = empty.Host.As("retail", "admin");
        if (with == "apiKey")
        {
            client.Http.DefaultRequestHeaders.Authorization = null;
            client.Http.DefaultRequestHeaders.Add("X-Api-Key", client.Credential!.ApiKey);
        }

        foreach (var attack in Attacks.Values.SelectMany(attacks => attacks))
        {
            var query = attack
                .Replace("RANGE", """{between: {from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"}}""", StringComparison.Ordinal)
                .Replace("CURSOR", _cursor, StringComparison.Ordinal)
                .Replace("IMPORT", _import, StringComparison.Ordinal)
                .Replace("KEY", _key, StringComparison.Ordinal);
            // One answer cannot carry a subscription: the test below listens.
            if (query.StartsWith("subscription", StringComparison.Ordinal))
                continue;
            var answer = (await client.PostAsync(query)).GetRawText();

            // What the attacker sent himself may come back to him, under his own tenant.
            if (!query.Contains("mutation", StringComparison.Ordinal))
                Assert.DoesNotContain("canary-secret", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("canaryland", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("4711", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("XCN", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_subscription_hears_of_another_tenants_events()
    {
        using var client = empty.Host.As("retail", "admin");
        using var community = empty.Host.As("community", "admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var query in Attacks["liveEvents"].Concat(["subscription { liveEvents(filter: {name: \"last\"}) { id name } }"]))
        {
            // From the beginning of the log, so that what is there already would come first.
            var answers = client.SubscribeAsync(query, resumeFrom: "0", cancellationToken: patience.Token)
                .GetAsyncEnumerator(patience.Token);
            var heard = answers.MoveNextAsync().AsTask();
            await community.SendAsync(
                "v1/track", """{"event": "canary_event", "userId": "canary-user", "properties": {"secret": "canary-secret"}}""",
                community.Credential!.WriteKey);
            await client.SendAsync("v1/track", """{"event": "last", "userId": "canary-user"}""", client.Credential!.WriteKey);
            while (!query.Contains("canary_event", StringComparison.Ordinal) && await heard)
            {
                var answer = answers.Current.GetRawText();
                Assert.DoesNotContain("canary_event", answer, StringComparison.Ordinal);
                Assert.DoesNotContain("canary-secret", answer, StringComparison.Ordinal);
                if (answer.Contains("\"last\"", StringComparison.Ordinal))
                    break;
                heard = answers.MoveNextAsync().AsTask();
            }
            if (query.Contains("canary_event", StringComparison.Ordinal))
                await Assert.ThrowsAsync<TimeoutException>(() => heard.WaitAsync(TimeSpan.FromSeconds(2)));
            else
                await answers.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nobody_watches_or_fetches_another_tenants_import()
    {
        using var client = empty.Host.As("retail", "admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var query = Attacks["importProgress"][0].Replace("IMPORT", _import, StringComparison.Ordinal)

        var answer = (await client.SubscribeAsync(query, cancellationToken: patience.Token).FirstAsync(patience.Token)).GetRawText();
        using var file = await client.Http.GetAsync($"v1/imports/{_import}/errors");

        Assert.Contains("IMPORT_NOT_FOUND", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", answer, StringComparison.Ordinal);
        Assert.Equal(404, (int)file.StatusCode);
    }

    [Fact]
    public async Task The_same_event_id_of_two_tenants_is_two_events()
    {
        using var client = empty.Host.As("retail", "admin");

        var (_, body) = await client.SendAsync(
            "v1/track", """{"messageId": "canary-2", "event": "own_event", "userId": "u"}""", client.Credential!.WriteKey);

        Assert.Equal("ACCEPTED", body.GetProperty("results")[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("v1/batch", """{"batch": [{"type": "track", "messageId": "s1", "event": "smuggled", "userId": "u"}], "tenant": "community"}""")]
    [InlineData("api/analytics/events?tenant=community", """{"id": "s2", "eventType": "smuggled", "userId": "u", "tenant": "community", "tenantId": "community"}""")]
    [InlineData("v1/import/orders?tenant=community", "order_id,ordered_at,customer_id,product_id,quantity,unit_price\ns3,2026-01-01T00:00:00Z,smuggler,p,1,1\n")]
    public async Task A_body_that_names_another_tenant_never_writes_there(string path, string body)
    {
        using var client = empty.Host.As("retail", "admin");
        var csv = path.Contains("import", StringComparison.Ordinal);
        await client.SendAsync(
            path, body, csv ? client.Credential!.ApiKey : client.Credential!.WriteKey, csv ? "text/csv" : "application/json");

        using var community = empty.Host.As("community", "admin");
        var names = (await community.QueryAsync("{ eventNames { name } }")).GetRawText();
        Assert.DoesNotContain("smuggled", names, StringComparison.Ordinal);
        Assert.DoesNotContain("item_sold", names, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Tenant", "community", 403)]
    [InlineData("X-Tenant", "retail", 403)]
    public async Task Only_a_platform_administrator_names_a_tenant_in_a_header(string header, string value, int expected)
    {
        using var client = empty.Host.As("retail", "admin");
        client.Http.DefaultRequestHeaders.Add(header, value);

        using var response = await client.Http.PostAsync(
            "graphql", new StringContent("""{"query": "{ me { role } }"}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_platform_administrator_acts_in_the_tenant_that_he_names()
    {
        using var client = empty.Host.As(null, "platform_admin");
        client.Http.DefaultRequestHeaders.Add("X-Tenant", "community");

        var names = await client.QueryAsync("{ eventNames { name } }");

        Assert.Contains(Canary, names.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_a_credential_reads_anything()
    {
        using var client = new ApiClient(empty.Host.Address);
        foreach (var attack in Attacks.Values.SelectMany(attacks => attacks))
        {
            var query = attack
                .Replace("RANGE", "{last: \"P30D\"}", StringComparison.Ordinal).Replace("CURSOR", _cursor, StringComparison.Ordinal);
            var answer = query.StartsWith("subscription", StringComparison.Ordinal)
                ? await FirstAsync(client.SubscribeAsync(query))
                : await client.PostAsync(query);

            Assert.Equal(
                "AUTH_NOT_AUTHENTICATED",
                answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            Assert.True(!answer.TryGetProperty("data", out var data) || !data.GetRawText().Contains(Canary, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_write_key_collects_and_reads_nothing()
    {
        using var client = new ApiClient(empty.Host.Address);
        client.Http.DefaultRequestHeaders.Add("X-Api-Key", empty.Host.As("retail", "admin").Credential!.WriteKey);

        Assert.Equal("AUTH_NOT_AUTHORIZED", await client.CodeOfErrorAsync("{ eventNames { name } }"));
    }

    private static async Task<JsonElement> FirstAsync(IAsyncEnumerable<JsonElement> answers)
    {
        await foreach (var answer in answers)
            return answer;
        throw new InvalidOperationException("The subscription ended without an answer.");
    }
}
