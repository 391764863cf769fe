using Analytics.Scenarios.Hosts;
using Analytics.TestKit;
using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>The first page that a user opens, in a real browser.</summary>
public sealed class GraphiQLTests(DemoHost demo)
{
    private const string Question =
        """
        query RevenueByMonth {
          metric(
            name: "revenue"
            interval: MONTH
            timeZone: "UTC"
            range: {between: {fromDate: "2010-12-01", toDate: "2012-01-01"}}
          ) {
            total
            currency
            series {
              at
              value
              complete
            }
          }
        }
        """;

    // Without these Chromium looks for its maker's servers at every start.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    [Fact]
    public async Task A_question_with_a_token_is_answered_on_the_page()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
        var faults = new List<string>();
        var foreign = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url))
                foreign.Add(request.Url);
        };

        await page.GotoAsync(new Uri(demo.Host.Address, "graphql?query=" + Uri.EscapeDataString(Question)).ToString());
        await page.Locator(".monaco-editor[data-uri$=\"-headers.json\"]").ClickAsync();
        await page.Keyboard.InsertTextAsync(
            $$"""{"Authorization": "Bearer {{demo.Host.As("retail", "viewer").Credential!.Token}}"}""");
        await page.Locator(".graphiql-execute-button").ClickAsync();
        await page.Locator(".result-window").GetByText("8911407.904").WaitForAsync();

        if (Environment.GetEnvironmentVariable("ANALYTICS_PUBLISH") == "1")
            await page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Repository.Path("docs", "images", "graphiql.png") });
        Assert.Empty(foreign);
        Assert.Empty(faults);
    }

    private bool IsOwn(string url) =>
        url.StartsWith($"{demo.Host.Address}", StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal);
}
