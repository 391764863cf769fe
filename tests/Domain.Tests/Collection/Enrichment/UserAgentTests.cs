using System.Text.Json;
using Analytics.Domain.Collection.Enrichment;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Collection.Enrichment;

/// <summary>
/// What is read from real user agents, beside what ua-parser-js and isbot read from them; <c>Reference/record.mjs</c>
/// wrote the table.
/// </summary>
public sealed class UserAgentTests
{
    private static readonly Recorded[] _table = JsonSerializer.Deserialize<Recorded[]>(
        File.ReadAllText(Path.Combine(
            Repository.Root, "tests/Domain.Tests/Collection/Enrichment/Reference/user-agents.json")),
        JsonSerializerOptions.Web)!;

    // Other words for the same.
    private static readonly Dictionary<string, string> _browsers = new()
    {
        ["Mobile Safari"] = "Safari",
        ["Mobile Chrome"] = "Chrome",
        ["Mobile Firefox"] = "Firefox",
        ["GSA"] = "Google App",
        ["IE"] = "Internet Explorer",
        ["UCBrowser"] = "UC Browser",
        ["WebKit"] = "Safari WebView",
    };

    private static readonly Dictionary<string, string> _systems = new()
    {
        ["Mac OS"] = "macOS",
        ["Chromium OS"] = "ChromeOS",
    };

    [Fact]
    public void Browsers_are_read_as_the_reference_reads_them()
    {
        var people = _table.Where(row => !row.Bot).ToList();
        var differences = people
            .Select(row => (row.UserAgent, Ours: Ours(row.UserAgent), Theirs: Theirs(row)))
            .Where(row => row.Ours != row.Theirs)
            .Select(row => $"{row.UserAgent}: {row.Ours}, the reference {row.Theirs}");

        Assert.True(people.Count > 60, $"The table has only {people.Count} browsers.");
        Assert.Equal("", string.Join("\n", differences));
    }

    [Fact]
    public void Robots_are_those_of_the_list_in_its_own_implementation() =>
        Assert.Empty(_table
            .Where(row => EnrichmentLists.BuiltIn.UserAgent(row.UserAgent).IsBot != row.Bot)
            .Select(row => row.UserAgent));

    [Fact]
    public void Both_robots_and_people_are_in_the_table() =>
        Assert.True(_table.Count(row => row.Bot) > 50 && _table.Count(row => !row.Bot) > 60);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("\ud83d\ude00 Chrome/")]
    public void A_text_that_tells_nothing_makes_no_version(string text) =>
        Assert.Null(EnrichmentLists.BuiltIn.UserAgent(text).BrowserVersion);

    [Fact]
    public void A_very_long_text_is_read_from_its_start()
    {
        var facts = EnrichmentLists.BuiltIn.UserAgent(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 "
            + new string('x', 20_000));

        Assert.Equal(("Chrome", 126, "Windows"), (facts.Browser, facts.BrowserVersion, facts.Os));
    }

    [Theory]
    [InlineData("google.com", "search")]
    [InlineData("news.google.co.uk", "search")]
    [InlineData("mail.google.com", "mail")]
    [InlineData("gemini.google.com", "assistant")]
    [InlineData("google.evil-shop.example", "other")]
    [InlineData("l.facebook.com", "social")]
    [InlineData("notfacebook.com", "other")]
    [InlineData("t.co", "social")]
    [InlineData("localhost", "other")]
    public void A_referrer_is_classed_by_its_host(string host, string type) =>
        Assert.Equal(type, EnrichmentLists.BuiltIn.Referrers.TypeOf(host));

    private static (string?, int?, string?, string?) Ours(string userAgent)
    {
        var facts = EnrichmentLists.BuiltIn.UserAgent(userAgent);
        return (facts.Browser, facts.BrowserVersion, facts.Os, facts.DeviceType);
    }

    private static (string?, int?, string?, string?) Theirs(Recorded row) => (
        row.Browser is null ? null : _browsers.GetValueOrDefault(row.Browser, row.Browser),
        row.Browser == "WebKit" ? null : row.Version,      // of an app's view it is the engine's, not the app's
        row.Os is null ? null : _systems.GetValueOrDefault(row.Os, row.Os),
        row.Device switch { null => "desktop", "smarttv" => "tv", var device => device });

    private sealed record Recorded(string UserAgent, string? Browser, int? Version, string? Os, string? Device, bool Bot);
}
