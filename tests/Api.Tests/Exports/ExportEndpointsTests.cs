using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.Api.Tests.Collection;
using Analytics.Domain.Access;
using Analytics.Domain.Identity;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Exports;

public sealed class ExportEndpointsTests(PostgresFixture postgres)
{
    private const string Day = "/v1/export/events/2024-03-01";

    [Fact]
    public async Task A_day_is_one_file_whose_manifest_is_right_and_which_holds_every_event_as_it_was_sent()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await host.PostAsync("/api/analytics/events", """
            [{"id": "before", "eventType": "e", "timestamp": "2024-02-29T23:59:59.999Z"},
             {"id": "1", "eventType": "order", "userId": "u", "anonymousId": "a", "sessionId": "s", "sequence": 4,
              "timestamp": "2024-03-01T00:00:00Z", "properties": {"total": 12.50, "text": "ä\n"}, "context": {"page": {"path": "/"}}},
             {"id": "2", "eventType": "e", "timestamp": "2024-03-01T23:59:59.999Z"},
             {"id": "after", "eventType": "e", "timestamp": "2024-03-02T00:00:00Z"}]
            """);
        await host.PostAsync(
            "/api/analytics/events", """{"id": "3", "eventType": "theirs", "timestamp": "2024-03-01T10:00:00Z"}""", key: host.KeyThere);

        var export = await GetAsync(host, Day);

        Assert.Equal((200, "2", "4"), (export.Status, export.Header("X-Export-Rows"), export.Header("X-Export-Watermark")));
        Assert.Equal(export.Bytes.Length.ToString(), export.Header("Content-Length"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(export.Bytes)), export.Header("X-Export-Sha256"));
        Assert.Equal(["1", "2"], export.Lines.Select(line => line.GetProperty("id").GetString()));
        var first = export.Lines[0];
        Assert.Equal(
            ("order", "u", "a", "s", 4, "2024-03-01T00:00:00Z", false),
            (Text("name"), Text("userId"), Text("anonymousId"), Text("sessionId"), first.GetProperty("sequence").GetInt32(),
             Text("occurredAt"), first.GetProperty("isBot").GetBoolean()));
        Assert.Equal("12.50", first.GetProperty("properties").GetProperty("total").GetRawText());
        Assert.Equal("ä\n", first.GetProperty("properties").GetProperty("text").GetString());
        Assert.Equal("/", first.GetProperty("context").GetProperty("page").GetProperty("path").GetString());
        Assert.Equal(1L, await host.ScalarAsync(
            host.Tenants.Here, "select count(*) from audit_log where action = 'events_exported' and detail ->> 'rows' = '2'"));

        string? Text(string name) => first.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_watermark_gives_the_same_file_again()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await SendAsync(host, "1", "2");
        var first = await GetAsync(host, Day);
        await SendAsync(host, "3");

        var again = await GetAsync(host, $"{Day}?watermark={first.Header("X-Export-Watermark")}");

        Assert.Equal(first.Header("X-Export-Sha256"), again.Header("X-Export-Sha256"));
        Assert.Equal(["1", "2", "3"], (await GetAsync(host, Day)).Lines.Select(line => line.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Who_was_erased_is_in_no_file()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await SendAsync(host, "1", "2");
        await host.Service<IActorLog>().EraseAsync(
            host.Tenants.Here, ActorId.Create("user-1", "actor").Value, CollectorHost.Token);

        Assert.Equal(["2"], (await GetAsync(host, Day)).Lines.Select(line => line.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_public_key_or_a_stranger_fetches_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var writeKey = await host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value);

        Assert.Equal(403, (await GetAsync(host, Day, writeKey)).Status);
        Assert.Equal(401, (await GetAsync(host, Day, "")).Status);
        Assert.Equal(400, (await GetAsync(host, "/v1/export/events/yesterday")).Status);
        Assert.Equal(400, (await GetAsync(host, Day + "?watermark=x")).Status);
        Assert.Equal("0", (await GetAsync(host, "/v1/export/events/2024-03-05", host.KeyThere)).Header("X-Export-Rows"));
    }

    private static Task<CollectorAnswer> SendAsync(CollectorHost host, params string[] ids) => host.PostAsync(
        "/api/analytics/events",
        $"[{string.Join(',', ids.Select(id => $$"""{"id": "{{id}}", "eventType": "e", "userId": "user-{{id}}", "timestamp": "2024-03-01T10:00:00Z"}"""))}]");

    private static async Task<Export> GetAsync(CollectorHost host, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        key ??= host.KeyHere;
        if (key.Length > 0)
            request.Headers.Add("X-Api-Key", key);
        using var response = await host.Client.SendAsync(request, CollectorHost.Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(CollectorHost.Token);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new Export((int)response.StatusCode, bytes, headers);
    }

    private sealed record Export(int Status, byte[] Bytes, Dictionary<string, string> Headers)
    {
        public List<JsonElement> Lines
        {
            get
            {
                using var reader = new StreamReader(new GZipStream(new MemoryStream(Bytes), CompressionMode.Decompress));
                return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonDocument.Parse(line).RootElement)];
            }
        }

        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
