using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;
using Analytics.TestKit.Hosts;
using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>A real browser in a shop whose pages send to a real host, by the snippet of the README.</summary>
public sealed partial class ShopVisits : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // A browser without a window says so in its name, and would count as a robot.
    private const string UserAgent =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

    private readonly EmptyHost _empty = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The host.</summary>
    internal EmptyHost Host => _empty;

    /// <summary>The shop.</summary>
    internal Shop Shop { get; private set; } = null!;

    internal string WriteKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _empty.InitializeAsync();
        Shop = new Shop(_empty.Host.Address);
        WriteKey = _empty.Host.Credentials().Single(one => one is { Tenant: "retail", Role: "admin" }).WriteKey!;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Shop.DisposeAsync();
        await _empty.DisposeAsync();
    }

    /// <summary>A browser without a past.</summary>
    /// <param name="options">Members of <c>init</c>'s argument beside the key.</param>
    /// <param name="script">Runs before each page's own.</param>
    internal async Task<IBrowserContext> VisitorAsync(string options = "", string script = "")
    {
        Shop.Interfere = _ => null;
        Shop.Snippet = Snippet(Shop.Address, WriteKey, options);
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { UserAgent = UserAgent });
        context.SetDefaultTimeout(60_000);
        if (script.Length > 0)
            await context.AddInitScriptAsync(script);
        return context;
    }

    /// <summary>A page of the shop with the SDK loaded.</summary>
    internal async Task<IPage> OpenAsync(IBrowserContext visitor, string path = "")
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(new Uri(Shop.Address, path).ToString());
        await page.WaitForFunctionAsync("() => analytics.loaded");
        return page;
    }

    /// <summary>The README's snippet with the reader's own address and key in it.</summary>
    internal static string Snippet(Uri api, string writeKey, string options = "")
    {
        var snippet = ReadmeSnippet().Match(File.ReadAllText(Repository.Path("README.md"))).Groups[1].Value;
        Assert.Contains("WRITE_KEY", snippet, StringComparison.Ordinal);
        return snippet.Replace("https://analytics.example.com/", api.ToString(), StringComparison.Ordinal)
            .Replace("\"WRITE_KEY\"", $"\"{writeKey}\"{(options.Length > 0 ? ", " + options : "")}", StringComparison.Ordinal);
    }

    /// <summary>Waits until nothing is left to send.</summary>
    internal static Task SentAsync(IPage page) => page.WaitForFunctionAsync(
        "() => !Object.keys(localStorage).some(key => key.startsWith('analytics.queue'))");

    /// <summary>How often an event was collected.</summary>
    internal async Task<long> CountAsync(string name)
    {
        using var client = _empty.Host.As("retail", "viewer");
        var data = await client.QueryAsync(
            "query($events: [String!]!, $atLeast: Long) { explore(query: {events: $events, aggregation: COUNT, range: {last: \"P3D\"}}, atLeast: $atLeast) { total } }",
            new { events = new[] { name }, atLeast = await LastPositionAsync(client) });
        return data.GetProperty("explore").GetProperty("total").GetInt64();
    }

    /// <summary>Waits until an event was collected so often.</summary>
    internal async Task CollectedAsync(string name, long count)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (await CountAsync(name) < count)
            if (TimeProvider.System.GetElapsedTime(patience) > TimeSpan.FromMinutes(1))
                Assert.Fail($"{name}: {await CountAsync(name)} in place of {count} after a minute.");
        Assert.Equal(count, await CountAsync(name));
    }

    /// <summary>The events of an actor in the order of their sequence.</summary>
    internal async Task<List<JsonElement>> EventsOfAsync(string? actor)
    {
        using var client = _empty.Host.As("retail", "viewer");
        var data = await client.QueryAsync(
            "query($actor: String) { events(filter: {actor: $actor}, first: 500) { nodes { id name sessionId anonymousId userId sequence occurredAt properties context } } }",
            new { actor });
        return [.. data.GetProperty("events").GetProperty("nodes").EnumerateArray()
            .OrderBy(one => one.GetProperty("sequence").GetInt64())];
    }

    internal static Task<string> AnonymousIdAsync(IPage page) => page.EvaluateAsync<string>("analytics.ids().anonymousId");

    private static async Task<long> LastPositionAsync(ApiClient client)
    {
        var data = await client.QueryAsync("{ events(first: 1) { nodes { position } } }");
        return data.GetProperty("events").GetProperty("nodes").EnumerateArray()
            .Select(one => one.GetProperty("position").GetInt64()).FirstOrDefault();
    }

    [GeneratedRegex("```html\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ReadmeSnippet();
}
