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

    /// <summary>What community has beside its log, and nobody else may see or change.</summary>
    private const string Mine = """
        { webhookEndpoints { id url description } webhookSources { id name } webhookDeliveries { nodes { id } }
          quarantine { nodes { id name properties } } trackingPlan { version } qualityThresholds { fields { event field } }
          snapshotBreakdowns { metric breakdown { property } } }
        """;

    private string _cursor = "";
    private string _delivery = "";
    private string _endpoint = "";
    private string _entry = "";
    private string _import = "";
    private string _key = "";
    private string _source = "";

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
        foreach (var (kind, file) in new[]
        {
            ("customers", "customer_id,name,email,country\ncanary-shopper,canary-secret,canary-secret@example.com,canaryland\n"),
            ("brands", "brand_id,name\nb1,\n"),
        })
        {
            (_, body) = await community.SendAsync(
                $"v1/import/{kind}?fileName=canary-secret.csv", file, community.Credential.ApiKey, "text/csv");
            _import = body.GetProperty("id").GetString()!;
        }

        await PlantAsync(community);
        var events = await community.QueryAsync("{ events(first: 1) { pageInfo { endCursor } nodes { name } } }");
        _cursor = events.GetProperty("events").GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        var keys = await community.QueryAsync("{ apiKeys { id } }");
        _key = keys.GetProperty("apiKeys")[0].GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A plan with an event that breaks it, and webhooks in both directions: once a host.</summary>
    private async Task PlantAsync(ApiClient community)
    {
        const string Plan = "mode: REJECT\nevents:\n  - name: canary_aside\n    owner: canaryland\n    properties: [{name: price, type: NUMBER}]\n";
        const string Aside = """{"messageId": "canary-6", "event": "canary_aside", "userId": "canary-user", "properties": {"price": "4711.17", "secret": "canary-secret", "country": "canaryland"}}""";
        var mine = await community.QueryAsync(Mine);
        if (mine.GetProperty("webhookEndpoints").GetArrayLength() == 0)
        {
            var planted = await community.QueryAsync(
                """
                mutation($plan: String!) {
                  importTrackingPlan(input: {yaml: $plan, publish: true}) { errors { __typename } }
                  saveQualityThresholds(input: {fields: [{event: "canary_event", field: "canaryland"}]}) { errors { __typename } }
                  saveSnapshotBreakdowns(input: {breakdowns: [{metric: "revenue", breakdown: [{property: "canaryland"}]}]}) { errors { __typename } }
                  saveWebhookEndpoint(input: {url: "https://canary-secret.example", description: "canaryland"}) { savedWebhookEndpoint { endpoint { id } } errors { __typename } }
                  saveWebhookSource(input: {name: "canaryland", mapping: {eventName: "canary_secret"}}) { errors { __typename } }
                }
                """, new { plan = Plan });
            Assert.DoesNotContain("__typename", planted.GetRawText(), StringComparison.Ordinal);
            var sent = await community.SendAsync("v1/track", Aside, community.Credential!.WriteKey);
            Assert.Contains("QUARANTINED", sent.Body.GetRawText(), StringComparison.Ordinal);
            var endpoint = planted.GetProperty("saveWebhookEndpoint").GetProperty("savedWebhookEndpoint").GetProperty("endpoint").GetProperty("id").GetString();
            await community.QueryAsync("mutation($id: UUID!) { testWebhookEndpoint(input: {id: $id}) { errors { __typename } } }", new { id = endpoint });
            mine = await community.QueryAsync(Mine);
        }

        string Id(string field) => mine.GetProperty(field) is { ValueKind: JsonValueKind.Array } list
            ? list[0].GetProperty("id").GetString()!
            : mine.GetProperty(field).GetProperty("nodes")[0].GetProperty("id").GetString()!;
        (_endpoint, _source, _delivery, _entry) =
            (Id("webhookEndpoints"), Id("webhookSources"), Id("webhookDeliveries"), Id("quarantine"));
    }

    [Fact]
    public async Task Nobody_changes_or_withdraws_another_tenants_key()
    {
        using var client = empty.Host.As("retail", "admin");
        foreach (var field in (string[])["changeApiKey", "revokeApiKey"])
        {
            var attack = TenantAttacks.ByField[field][0].Replace("KEY", _key, StringComparison.Ordinal);
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

        Assert.Equal(TenantAttacks.ByField.Keys.Order(StringComparer.Ordinal), fields.Order(StringComparer.Ordinal));
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

        using var community = empty.Host.As("community", "admin");
        var before = await community.QueryAsync(Mine);
        foreach (var attack in TenantAttacks.ByField.Values.SelectMany(attacks => attacks))
        {
            var query = Filled(attack);
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

        Assert.Equal(before.GetRawText(), (await community.QueryAsync(Mine)).GetRawText());
        foreach (var part in (string[])["canary-secret.example", "canaryland", "4711.17", "canary_event"])
            Assert.Contains(part, before.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_subscription_hears_of_another_tenants_events()
    {
        using var client = empty.Host.As("retail", "admin");
        using var community = empty.Host.As("community", "admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var query in TenantAttacks.ByField["liveEvents"].Concat(["subscription { liveEvents(filter: {name: \"last\"}) { id name } }"]))
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
        var query = TenantAttacks.ByField["importProgress"][0].Replace("IMPORT", _import, StringComparison.Ordinal);

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
        foreach (var attack in TenantAttacks.ByField.Values.SelectMany(attacks => attacks))
        {
            var query = Filled(attack);
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

    private string Filled(string attack) => attack
        .Replace("RANGE", """{between: {from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"}}""", StringComparison.Ordinal)
        .Replace("CURSOR", _cursor, StringComparison.Ordinal)
        .Replace("IMPORT", _import, StringComparison.Ordinal)
        .Replace("ENDPOINT", _endpoint, StringComparison.Ordinal)
        .Replace("SOURCE", _source, StringComparison.Ordinal)
        .Replace("DELIVERY", _delivery, StringComparison.Ordinal)
        .Replace("ENTRY", _entry, StringComparison.Ordinal)
        .Replace("KEY", _key, StringComparison.Ordinal);

    private static async Task<JsonElement> FirstAsync(IAsyncEnumerable<JsonElement> answers)
    {
        await foreach (var answer in answers)
            return answer;
        throw new InvalidOperationException("The subscription ended without an answer.");
    }
}
