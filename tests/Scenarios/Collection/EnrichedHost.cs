using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>A host behind a proxy that it trusts, with a list of robots of its own that can change.</summary>
public sealed class EnrichedHost : IAsyncLifetime
{
    public const string Chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    public const string Iphone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"enriched-{Guid.NewGuid():N}");
    private HostProcess? _host;

    public HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(_directory);
        ListRobots("googlebot", "headless");
        _host = await HostProcess.StartAsync(
            Path.Combine(_directory, "data"), TimeSpan.FromMinutes(2), "--Demo:LoadData=false", "--Proxies:Trusted:0=127.0.0.1",
            $"--Enrichment:BotsFile={BotsFile}", "--Enrichment:ReloadSeconds=0.05", "--Columnar:FlushSeconds=0.05");
    }

    private string BotsFile => Path.Combine(_directory, "bots.json");

    /// <summary>Makes these the patterns of robots.</summary>
    public void ListRobots(params string[] patterns)
    {
        var file = $"{BotsFile}.new";
        File.WriteAllText(file, JsonSerializer.Serialize(new { patterns }));
        File.Move(file, BotsFile, overwrite: true);
    }

    /// <summary>Sends events as a visitor's browser does, through the proxy.</summary>
    public async Task<JsonElement> VisitAsync(
        ApiClient client, string body, string userAgent = Chrome, string address = "203.0.113.7", params (string, string)[] headers)
    {
        using var http = new HttpClient { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/analytics/events")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.Add("X-Forwarded-For", $"192.0.2.66, {address}");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await http.SendAsync(request);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.True(response.IsSuccessStatusCode, $"{answer}");
        return answer;
    }

    /// <summary>The figure of a question about all events of a name.</summary>
    public static async Task<JsonElement> ExploreAsync(ApiClient client, JsonElement after, string eventName, string rest = "")
    {
        var position = after.GetProperty("position").GetInt64();
        var data = await client.QueryAsync(
            $$"""query($p: Long) { explore(query: {events: ["{{eventName}}"], range: {last: "P2D"}, {{rest}} }, atLeast: $p) { total groups { key total } } }""",
            new { p = position });
        return data.GetProperty("explore");
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (System.IO.Directory.Exists(_directory))
            System.IO.Directory.Delete(_directory, recursive: true);
    }
}
