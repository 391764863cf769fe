using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>A page of a browser of its own that notes what goes wrong on it and what it asks of others.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    // Without these Chromium looks for its maker's servers at every start.
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page, Uri own)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Faults.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!IsOwn(request.Url, own))
                Foreign.Add(request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>Exceptions and errors of the console.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Addresses of other servers that were asked for something.</summary>
    public List<string> Foreign { get; } = [];

    /// <param name="own">The server that the page may use.</param>
    public static async Task<BrowserPage> OpenAsync(Uri own)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
        return new BrowserPage(playwright, browser, page, own);
    }

    /// <summary>Opens GraphiQL with a document and the headers of its headers editor.</summary>
    public async Task AskAsync(Uri server, string document, string headers)
    {
        await Page.GotoAsync(new Uri(server, "graphql?query=" + Uri.EscapeDataString(document)).ToString());
        await Page.Locator(".monaco-editor[data-uri$=\"-headers.json\"]").ClickAsync();
        await Page.Keyboard.InsertTextAsync(headers);
        await Page.Locator(".graphiql-execute-button").ClickAsync();
    }

    /// <summary>Waits until the result shows a text.</summary>
    public Task SeeAsync(string text) => Page.Locator(".result-window").GetByText(text).First.WaitForAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static bool IsOwn(string url, Uri own) =>
        url.StartsWith(own.ToString(), StringComparison.Ordinal)
        || url.StartsWith("blob:", StringComparison.Ordinal)
        || url.StartsWith("data:", StringComparison.Ordinal);
}
