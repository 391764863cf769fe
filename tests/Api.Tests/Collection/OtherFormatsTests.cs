using System.Text;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Collection;

public sealed class OtherFormatsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Each_format_has_its_address_and_brings_its_key_where_its_senders_put_it()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var key = await host.IssueAsync(host.Tenants.There, NewApiKey.PublicWrite("web", null).Value);

        var google = await host.PostAsync($"/v1/ga4?measurement_id=G-1&api_secret={key}", """
            {"client_id":"c","events":[{"name":"purchase","params":{"transaction_id":"T1","value":30.5,"currency":"EUR",
             "items":[{"item_id":"A","price":10.25,"quantity":2},{"item_id":"B","price":10}]}}]}
            """, key: "");
        foreach (var path in (string[])["/v1/snowplow/tp2", "/com.snowplowanalytics.snowplow/tp2"])
            Assert.Equal("ACCEPTED", (await host.PostAsync(path,
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":[" +
                $"{{\"e\":\"pv\",\"eid\":\"{path}\",\"duid\":\"d\",\"aid\":\"{key}\"}}]}}", key: "")).Verdicts);
        var mixpanel = $"[{{\"event\":\"mixed\",\"properties\":{{\"token\":\"{key}\",\"distinct_id\":\"u\",\"$insert_id\":\"ID\"}}}}]";
        string[] forms =
        [
            "verbose=1&data=" + Uri.EscapeDataString(mixpanel.Replace("ID", "1", StringComparison.Ordinal)),
            "data=" + Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(mixpanel.Replace("ID", "2", StringComparison.Ordinal)))),
        ];
        foreach (var form in forms)
            Assert.Equal("ACCEPTED", (await host.PostAsync(
                "/v1/mixpanel/track", form, "application/x-www-form-urlencoded", key: "")).Verdicts);
        Assert.Equal("ACCEPTED REJECTED:MALFORMED_JSON", (await host.PostAsync(
            "/v1/mixpanel/import", mixpanel[1..^1] + "\n{\n", "application/x-ndjson", key: "")).Verdicts);
        Assert.Equal("ACCEPTED REJECTED:OPERATION_NOT_SUPPORTED", (await host.PostAsync("/v1/mixpanel/engage",
            $"[{{\"$token\":\"{key}\",\"$distinct_id\":\"u\",\"$set\":{{\"plan\":\"pro\"}}}},{{\"$distinct_id\":\"u\",\"$delete\":\"\"}}]",
            key: "")).Verdicts);

        Assert.Equal("ACCEPTED", google.Verdicts);
        Assert.Equal("order_placed item_sold item_sold page_view page_view mixed mixed mixed", await host.NamesAsync(host.Tenants.There));
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));
        Assert.Equal(30.5m, await host.ScalarAsync(
            host.Tenants.There, "select sum((properties->>'total')::numeric) from events where name = 'item_sold'"));
        Assert.Equal(0L, await host.ScalarAsync(
            host.Tenants.There, $"select count(*) from events where strpos(properties::text || context::text, '{key}') > 0"));
    }

    [Theory]
    [InlineData("/v1/ga4", "{}", "application/json", 400, "BATCH_MISSING")]
    [InlineData("/v1/ga4?api_secret=wk_bad", "{\"events\":[]}", "application/json", 401, "API_KEY_INVALID")]
    [InlineData("/v1/ga4?api_secret=", "{\"events\":[]}", "application/json", 401, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("/v1/snowplow/tp2", "{\"schema\":\"iglu:x\",\"data\":[]}", "application/json", 400, "TYPE_UNKNOWN")]
    [InlineData("/v1/mixpanel/track", "date=", "application/x-www-form-urlencoded", 400, "BATCH_MISSING")]
    [InlineData("/v1/mixpanel/track", "data=%5B", "application/x-www-form-urlencoded", 400, "MALFORMED_JSON")]
    [InlineData("/v1/mixpanel/engage", "[]", "application/x-ndjson", 415, "CONTENT_TYPE_NOT_SUPPORTED")]
    public async Task What_is_not_of_the_format_is_refused_as_a_whole(
        string path, string body, string type, int status, string code)
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var answer = await host.PostAsync(path, body, type, key: "");
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
