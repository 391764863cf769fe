using System.Text.Json;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>What an administrator decides about privacy holds for the next message.</summary>
public sealed class PrivacySettingsTests(EnrichedHost enriched) : IClassFixture<EnrichedHost>
{
    [Fact]
    public async Task Consent_hashes_and_visitors_without_cookies_follow_the_settings()
    {
        using var client = enriched.Host.As("retail", "admin");
        const string Event = """{"id": "ID", "eventType": "decided", "userId": "u"}""";
        string Named(string id) => Event.Replace("ID", id, StringComparison.Ordinal);
        Assert.Equal("ACCEPTED ", Verdict(await enriched.VisitAsync(client, Named("p1"))));

        await UpdateAsync(client, "consent: REQUIRED, withoutConsent: DROP");
        Assert.Equal("REJECTED CONSENT_MISSING", Verdict(await enriched.VisitAsync(client, Named("p2"))));
        await UpdateAsync(client, "withoutConsent: ANONYMISE");
        Assert.Equal("ACCEPTED ANONYMISED_WITHOUT_CONSENT", Verdict(await enriched.VisitAsync(client, Named("p3"))));
        await UpdateAsync(client, "consent: OFF, respectDoNotTrack: true, withoutConsent: DROP");
        Assert.Equal("REJECTED DO_NOT_TRACK", Verdict(await enriched.VisitAsync(client, Named("p4"), headers: [("Sec-GPC", "1")])));
        await UpdateAsync(client, "respectDoNotTrack: false, userIds: HASHED, cookieless: true");
        await enriched.VisitAsync(client, Named("p5"));
        await enriched.VisitAsync(client, """{"id": "p6", "eventType": "decided"}""");
        await enriched.VisitAsync(client, """{"id": "p7", "eventType": "decided"}""");
        var sent = await enriched.VisitAsync(client, """{"id": "p8", "eventType": "decided"}""", address: "203.0.113.8");

        var kept = await client.QueryAsync("""{ user: keptId(id: "u") device: keptId(id: "u", anonymous: true) }""");
        Assert.Equal("u", kept.GetProperty("device").GetString());
        var listed = await client.QueryAsync(
            "query($a: String) { events(filter: {name: \"decided\", actor: $a}) { nodes { id } } }",
            new { a = kept.GetProperty("user").GetString() });
        Assert.Equal("p5", Assert.Single(listed.GetProperty("events").GetProperty("nodes").EnumerateArray()).GetProperty("id").GetString());

        var figures = await EnrichedHost.ExploreAsync(client, sent, "decided", "aggregation: COUNT");
        Assert.Equal(6, figures.GetProperty("total").GetInt32());
        var actors = await EnrichedHost.ExploreAsync(client, sent, "decided", "aggregation: UNIQUE_ACTORS");
        Assert.Equal(4, actors.GetProperty("total").GetInt32());      // u, its hash, two visitors
    }

    [Fact]
    public async Task Events_of_the_tenants_own_people_are_left_out_where_that_is_asked_for()
    {
        using var client = enriched.Host.As("community", "admin");
        await enriched.VisitAsync(client, """{"id": "i1", "eventType": "worked", "userId": "u1", "properties": {"stage": "test"}}""");
        await client.SendAsync(
            "v1/identify", """{"messageId": "i0", "userId": "u2", "traits": {"email": "ann@own.example"}}""", client.Credential!.WriteKey);
        await enriched.VisitAsync(client, """{"id": "i2", "eventType": "worked", "userId": "u2"}""");
        await UpdateAsync(
            client,
            """
            internalIpRanges: ["203.0.113.200/30"], internalEmailDomains: ["own.example"],
            internalProperties: [{name: "stage", value: "test"}]
            """);
        await enriched.VisitAsync(client, """{"id": "i3", "eventType": "worked", "userId": "u3"}""", address: "203.0.113.201");
        await enriched.VisitAsync(client, """{"id": "i4", "eventType": "worked", "userId": "bob@own.example"}""");
        var sent = await enriched.VisitAsync(client, """{"id": "i5", "eventType": "worked", "userId": "u5"}""");

        async Task<int> CountAsync(string rest) =>
            (await EnrichedHost.ExploreAsync(client, sent, "worked", $"aggregation: COUNT{rest}")).GetProperty("total").GetInt32();
        Assert.Equal(5, await CountAsync(""));
        Assert.Equal(1, await CountAsync(", excludeInternal: true"));
        var data = await client.QueryAsync("""{ metric(name: "active_users", range: {last: "P2D"}, excludeInternal: true) { total } }""");
        Assert.True(data.GetProperty("metric").GetProperty("total").GetInt32() >= 1);
    }

    [Fact]
    public async Task Settings_are_an_administrators_and_nobody_overwrites_what_he_did_not_read()
    {
        using var admin = enriched.Host.As("retail", "admin");
        using var viewer = enriched.Host.As("retail", "viewer");
        const string Read = "{ collectionSettings { version } }";

        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync(Read));
        Assert.Equal(
            "AUTH_NOT_AUTHORIZED",
            await viewer.CodeOfErrorAsync("mutation { updateCollectionSettings(input: {expectedVersion: 0, cookieless: true}) { collectionSettings { version } } }"));
        var stale = await admin.QueryAsync(
            "mutation { updateCollectionSettings(input: {expectedVersion: 99, cookieless: true}) { collectionSettings { version } errors { __typename } } }");
        Assert.Equal("ConflictError", Payload(stale).GetProperty("errors")[0].GetProperty("__typename").GetString());
        var version = (await admin.QueryAsync(Read)).GetProperty("collectionSettings").GetProperty("version").GetInt32();
        var wrong = await admin.QueryAsync(
            $$"""mutation { updateCollectionSettings(input: {expectedVersion: {{version}}, internalIpRanges: ["home"]}) { errors { ... on InputError { code path } } } }""");
        Assert.Contains("SETTING_INVALID", Payload(wrong).GetRawText(), StringComparison.Ordinal);
    }

    private static JsonElement Payload(JsonElement data) => data.GetProperty("updateCollectionSettings");

    private static async Task UpdateAsync(ApiClient client, string changes)
    {
        var version = (await client.QueryAsync("{ collectionSettings { version } }"))
            .GetProperty("collectionSettings").GetProperty("version").GetInt32();
        var data = await client.QueryAsync(
            $$"""mutation { updateCollectionSettings(input: {expectedVersion: {{version}}, {{changes}} }) { collectionSettings { version } errors { ... on InputError { code message path } } } }""");
        Assert.Equal(version + 1, Payload(data).GetProperty("collectionSettings").GetProperty("version").GetInt32());
    }

    private static string Verdict(JsonElement answer)
    {
        var result = answer.GetProperty("results")[0];
        return $"{result.GetProperty("status").GetString()} {(result.TryGetProperty("code", out var code) ? code.GetString() : "")}";
    }
}
