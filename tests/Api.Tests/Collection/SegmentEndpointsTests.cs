using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Collection;

public sealed class SegmentEndpointsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_call_has_its_address_a_short_one_and_either_with_a_slash_behind()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        string[] messages =
        [
            """{"event":"tracked","messageId":"ID"}""", """{"name":"Home","messageId":"ID"}""",
            """{"name":"Start","messageId":"ID"}""", """{"batch":[{"type":"track","event":"batched","messageId":"ID"}]}""",
        ];
        string[] calls = ["track", "page", "screen", "batch"];
        for (var i = 0; i < calls.Length; i++)
            foreach (var path in (string[])[calls[i], calls[i][..1], calls[i] + "/", calls[i][..1] + "/"])
                Assert.Equal("ACCEPTED", (await host.PostAsync(
                    $"/v1/{path}", messages[i].Replace("ID", path, StringComparison.Ordinal), "text/plain")).Verdicts);

        foreach (var path in (string[])["identify", "i", "i/"])
            Assert.Equal("REJECTED:ACTOR_MISSING", (await host.PostAsync($"/v1/{path}", "{}")).Verdicts);
        foreach (var path in (string[])["group", "g", "g/"])
            Assert.Equal("REJECTED:GROUP_MISSING", (await host.PostAsync($"/v1/{path}", "{\"userId\":\"u\"}")).Verdicts);
        foreach (var path in (string[])["alias", "a", "a/"])
            Assert.Equal("previousId", (await host.PostAsync($"/v1/{path}", "{\"userId\":\"u\"}")).Body
                .GetProperty("results")[0].GetProperty("path").GetString());
        Assert.Equal(
            string.Join(' ', from name in (string[])["tracked", "page_view", "screen_view", "batched"]
                             from time in Enumerable.Range(0, 4)
                             select name),
            await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task Imported_history_keeps_its_times_whatever_the_batch_says_of_sending()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var answer = await host.PostAsync("/v1/import", """
            {"batch":[{"type":"track","event":"old","messageId":"1","timestamp":"2012-12-02T00:30:12Z"},
                      {"type":"track","event":"older","messageId":"2","timestamp":"2012-12-01T00:30:12Z","sentAt":"2012-12-01T00:30:13Z"}],
             "sentAt":"2015-01-01T00:00:00Z","context":{"library":{"name":"history"}},"integrations":{"All":false}}
            """);

        Assert.Equal("ACCEPTED ACCEPTED", answer.Verdicts);
        Assert.Equal("old 2012-12-02 00:30:12 2015|older 2012-12-01 00:30:12 2012", await host.ScalarAsync(host.Tenants.Here, """
            select string_agg(concat_ws(' ', name, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                extract(year from sent_at)), '|' order by position)
            from events
            """));
    }

    [Fact]
    public async Task Settings_send_a_browsers_library_to_this_host_and_do_not_tell_which_keys_exist()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var key = await host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("web", null).Value);

        var known = await host.Client.GetStringAsync($"/v1/projects/{key}/settings", CollectorHost.Token);
        var unknown = await host.Client.GetStringAsync("/v1/projects/wk_nobodys/settings/", CollectorHost.Token);
        var quoted = await host.Client.GetStringAsync("/v1/projects/a%22%3Cb/settings", CollectorHost.Token);

        Assert.Equal(
            "{\"integrations\":{\"Segment.io\":{\"apiKey\":\"wk_nobodys\",\"apiHost\":\"" + host.Address.Authority +
            "/v1\",\"protocol\":\"http\",\"addBundledMetadata\":false,\"unbundledIntegrations\":[]}}," +
            "\"metrics\":{\"sampleRate\":0},\"remotePlugins\":[]}", unknown);
        Assert.Equal(unknown.Replace("wk_nobodys", key, StringComparison.Ordinal), known);
        Assert.Contains("\"a\\u0022\\u003Cb\"", quoted, StringComparison.Ordinal);
        Assert.True((await host.PostAsync("/v1/m", "{\"series\":[]}", "text/plain", key: "")).Body.GetProperty("success").GetBoolean());
    }
}
