using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>Whom and what the browser SDK tells of: pages, visitors, sessions.</summary>
[Collection(nameof(ShopVisits))]
public sealed class TrackerVisitTests(ShopVisits visits)
{
    [Fact]
    public async Task A_single_page_app_has_a_page_view_for_each_address_and_none_twice()
    {
        await using var visitor = await visits.VisitorAsync();
        var page = await visits.OpenAsync(visitor, "start?utm_source=news&utm_campaign=spring");
        await page.EvaluateAsync("""
            () => {
              history.replaceState({ step: 1 }, '', location.href);
              history.pushState({}, '', '/second');
              document.title = 'Second';
              analytics.track('spa_clicked');
              history.pushState({}, '', '/second#part');
            }
            """);
        await page.EvaluateAsync("() => history.pushState({}, '', '/app#/inbox')");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.EvaluateAsync("analytics.flush()");
        await visits.CollectedAsync("spa_clicked", 1);

        var events = await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(page));

        Assert.Equal(
            ["page_view /start /start", "page_view /second Second", "spa_clicked", "page_view /app Second", "page_view /second Second"],
            events.Select(one => one.GetProperty("name").GetString() == "page_view"
                ? $"page_view {Property(one, "path")} {Property(one, "title")}"
                : one.GetProperty("name").GetString()));
        Assert.Equal(new Uri(visits.Shop.Address, "start?utm_source=news&utm_campaign=spring").ToString(), Property(events[1], "referrer"));
        Assert.Equal("news spring", events[0].GetProperty("context").GetProperty("campaign") is var campaign
            ? $"{campaign.GetProperty("source")} {campaign.GetProperty("name")}" : null);
        Assert.Single(events.Select(one => one.GetProperty("sessionId").GetString()).Distinct());
        Assert.All(events, one => Assert.Contains("Chrome", one.GetProperty("context").GetProperty("userAgent").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_origin_sends_with_a_key_that_is_for_it_and_is_told_so_with_another()
    {
        // The script and its messages go to the host itself, which is at another address than the shop's page.
        const string Track = "() => { analytics.track('cross_origin'); return analytics.flush() }";
        await using var visitor = await visits.VisitorAsync();
        visits.Shop.Snippet = ShopVisits.Snippet(
            visits.Host.Host.Address, await KeyAsync(visits.Shop.Address.GetLeftPart(UriPartial.Authority)));
        var page = await visits.OpenAsync(visitor, "cross");
        await page.EvaluateAsync(Track);
        await visits.CollectedAsync("cross_origin", 1);
        await ShopVisits.SentAsync(page);

        await using var other = await visits.VisitorAsync();
        visits.Shop.Snippet = ShopVisits.Snippet(
            visits.Host.Host.Address, await KeyAsync("https://elsewhere.example"),
            "onDrop: dropped => (window.codes ??= []).push(dropped.code)");
        page = await visits.OpenAsync(other, "cross");
        await page.EvaluateAsync(Track);
        await page.WaitForFunctionAsync("() => window.codes?.length === 2");   // the page view, too
        Assert.Equal("KEY_ORIGIN_REFUSED", await page.EvaluateAsync<string>("() => [...new Set(codes)].join()"));
        Assert.Equal(1, await visits.CountAsync("cross_origin"));
    }

    private async Task<string> KeyAsync(string origin)
    {
        using var admin = visits.Host.Host.As("retail", "admin");
        var data = await admin.QueryAsync(
            "mutation($origin: String!) { issueApiKey(input: {name: \"page\", kind: PUBLIC_WRITE, allowedOrigins: [$origin]}) { issuedApiKey { plainText } errors { __typename } } }",
            new { origin });
        return data.GetProperty("issueApiKey").GetProperty("issuedApiKey").GetProperty("plainText").GetString()!;
    }

    [Fact]
    public async Task A_session_lasts_through_midnight_and_ends_after_half_an_hour_of_silence()
    {
        await using var visitor = await visits.VisitorAsync("flushAt: 1");
        var page = await visitor.NewPageAsync();
        var evening = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddMinutes(-20);
        await page.Clock.InstallAsync(new ClockInstallOptions { TimeDate = evening });
        await page.GotoAsync(visits.Shop.Address.ToString());
        await page.WaitForFunctionAsync("() => analytics.loaded");
        var sessions = new List<string>();
        foreach (var minutes in new[] { 0, 29, 29, 31 })
        {
            await page.Clock.FastForwardAsync(minutes * 60_000);
            await page.EvaluateAsync("analytics.track('over_midnight')");
            sessions.Add(await page.EvaluateAsync<string>("analytics.ids().sessionId"));
        }

        Assert.Equal(sessions[0], sessions[2]);
        Assert.NotEqual(sessions[2], sessions[3]);
        await page.EvaluateAsync("analytics.flush()");
        await visits.CollectedAsync("over_midnight", 4);
        var sent = await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(page));
        Assert.Equal(
            sessions, sent.Where(one => one.GetProperty("name").GetString() == "over_midnight")
                .Select(one => one.GetProperty("sessionId").GetString()!));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })", true)]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } }); Object.defineProperty(document, 'cookie', { get: () => '', set() {} })", false)]
    public async Task A_visitor_is_known_again_as_far_as_the_browser_remembers(string script, bool remembers)
    {
        await using var visitor = await visits.VisitorAsync("", script);
        var page = await visits.OpenAsync(visitor);
        var (first, second) = (await ShopVisits.AnonymousIdAsync(page), await ShopVisits.AnonymousIdAsync(page));
        await page.EvaluateAsync("() => { analytics.track('remembered'); return analytics.flush() }");

        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => analytics.loaded");

        Assert.Equal(first, second);
        Assert.Equal(remembers, first == await ShopVisits.AnonymousIdAsync(page));
        Assert.Contains("remembered", (await visits.EventsOfAsync(first)).Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Who_signs_in_is_the_user_until_he_signs_out()
    {
        await using var visitor = await visits.VisitorAsync("autoPage: false");
        var page = await visits.OpenAsync(visitor);
        var before = await ShopVisits.AnonymousIdAsync(page);
        await page.EvaluateAsync("""
            () => {
              analytics.identify('visitor-7', { plan: 'pro' });
              analytics.group('shop-1');
              analytics.track('signed_in_click');
              analytics.reset();
              analytics.track('signed_out_click');
              return analytics.flush();
            }
            """);
        await visits.CollectedAsync("signed_out_click", 1);
        var after = await ShopVisits.AnonymousIdAsync(page);

        var signedIn = Assert.Single(
            await visits.EventsOfAsync("visitor-7"), one => one.GetProperty("name").GetString() == "signed_in_click");
        Assert.Equal(before, signedIn.GetProperty("anonymousId").GetString());
        Assert.Equal("shop-1", signedIn.GetProperty("context").GetProperty("groupId").GetString());
        Assert.NotEqual(before, after);
        Assert.Single(await visits.EventsOfAsync(after));
    }

    [Fact]
    public async Task The_module_does_what_the_script_does()
    {
        await using var visitor = await visits.VisitorAsync();
        visits.Shop.Snippet =
            $$"""<script type="module">import { init } from '/index.js'; window.analytics = init({ writeKey: '{{visits.WriteKey}}' }); analytics.loaded = true</script>""";
        var page = await visits.OpenAsync(visitor);

        await page.EvaluateAsync("() => { analytics.track('by_module'); return analytics.flush() }");

        await visits.CollectedAsync("by_module", 1);
        Assert.Equal(
            ["page_view", "by_module"],
            (await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(page))).Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Nothing_that_a_page_hands_over_breaks_it()
    {
        await using var visitor = await visits.VisitorAsync();
        var page = await visits.OpenAsync(visitor);
        var faults = new List<string>();
        page.PageError += (_, fault) => faults.Add(fault);

        await page.EvaluateAsync("""
            () => {
              const circular = {};
              circular.self = circular;
              analytics.track('odd', circular);
              analytics.track();
              analytics.identify();
              analytics.page(5);
              analytics.purchaseCompleted();
              analytics.consent();
              analytics.track('odd_after');
              return analytics.flush();
            }
            """);

        await visits.CollectedAsync("odd_after", 1);
        Assert.Empty(faults);
    }

    private static string? Property(System.Text.Json.JsonElement one, string name) =>
        one.GetProperty("properties").GetProperty(name).GetString();
}
