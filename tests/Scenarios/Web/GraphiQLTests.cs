using Analytics.Scenarios.Hosts;
using Analytics.TestKit;
using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>The first page that a user opens, in a real browser.</summary>
[Collection(nameof(DemoHost))]
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

    [Fact]
    public async Task A_question_with_a_token_is_answered_on_the_page()
    {
        await using var browser = await BrowserPage.OpenAsync(demo.Host.Address);
        var token = demo.Host.As("retail", "viewer").Credential!.Token;
        await browser.AskAsync(demo.Host.Address, Question, $$"""{"Authorization": "Bearer {{token}}"}""");
        await browser.SeeAsync("8911407.904");

        if (Environment.GetEnvironmentVariable("ANALYTICS_PUBLISH") == "1")
            await browser.Page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Repository.Path("docs", "images", "graphiql.png") });
        Assert.Empty(browser.Foreign);
        Assert.Empty(browser.Faults);
    }
}
