using System.Text.Json;
using Microsoft.Playwright;

namespace Analytics.Scenarios.Web;

/// <summary>What the browser SDK sends through trouble of every kind is collected once.</summary>
[Collection(nameof(ShopVisits))]
public sealed class TrackerDeliveryTests(ShopVisits visits)
{
    [Fact]
    public async Task What_happens_offline_arrives_when_the_network_is_back()
    {
        await using var visitor = await visits.VisitorAsync();
        var page = await visits.OpenAsync(visitor);
        await ShopVisits.SentAsync(page);
        await visitor.SetOfflineAsync(true);
        await TrackAsync(page, "offline", 45);
        await page.EvaluateAsync("analytics.flush()");
        Assert.Equal(0, await visits.CountAsync("offline"));

        await visitor.SetOfflineAsync(false);

        await ShopVisits.SentAsync(page);
        await visits.CollectedAsync("offline", 45);
    }

    [Fact]
    public async Task Requests_and_answers_that_get_lost_cost_nothing()
    {
        await using var visitor = await visits.VisitorAsync("flushAt: 5");
        visits.Shop.Interfere = Alternately(Mishap.AnswerLost, Mishap.NotReached);
        var page = await visits.OpenAsync(visitor);

        await TrackAsync(page, "lossy", 25);

        await ShopVisits.SentAsync(page);
        await visits.CollectedAsync("lossy", 25);
        var ids = visits.Shop.Acknowledged.ToList();
        Assert.True(ids.Count > ids.Distinct().Count(), "Some have to be sent twice for this to show anything.");
    }

    [Fact]
    public async Task Told_to_wait_it_waits_and_loses_nothing()
    {
        await using var visitor = await visits.VisitorAsync();
        var first = visits.Shop.Requests + 1;
        visits.Shop.Interfere = request => request == first ? Mishap.TooMany : null;
        var page = await visits.OpenAsync(visitor);

        await TrackAsync(page, "patient", 60);
        await page.WaitForFunctionAsync("() => localStorage['analytics.retryAt']");
        await page.EvaluateAsync("analytics.flush()");
        var other = await visits.OpenAsync(visitor);
        await other.EvaluateAsync("analytics.flush()");
        Assert.Equal(first, visits.Shop.Requests);

        // Ten minutes later, as far as the tabs know.
        await page.EvaluateAsync("() => { localStorage['analytics.retryAt'] = Date.now() - 1; return analytics.flush() }");
        await ShopVisits.SentAsync(page);
        await visits.CollectedAsync("patient", 60);
    }

    [Fact]
    public async Task A_page_that_is_closed_sends_what_it_has_and_the_next_visit_adds_nothing()
    {
        await using var visitor = await visits.VisitorAsync("flushInterval: 600000, flushAt: 1000");
        var page = await visits.OpenAsync(visitor);
        await TrackAsync(page, "closing", 12);

        await page.GotoAsync("about:blank");
        await visits.CollectedAsync("closing", 12);

        visits.Shop.Snippet = ShopVisits.Snippet(visits.Shop.Address, visits.WriteKey);
        page = await visits.OpenAsync(visitor);
        await ShopVisits.SentAsync(page);
        Assert.Equal(12, await visits.CountAsync("closing"));
    }

    [Fact]
    public async Task A_browser_that_dies_sends_the_rest_in_its_next_visit()
    {
        await using var visitor = await visits.VisitorAsync();
        visits.Shop.Interfere = _ => Mishap.NotReached;
        var page = await visits.OpenAsync(visitor);
        await TrackAsync(page, "died", 30);
        await page.CloseAsync();
        Assert.Equal(0, await visits.CountAsync("died"));

        visits.Shop.Interfere = _ => null;
        page = await visits.OpenAsync(visitor);
        await ShopVisits.SentAsync(page);

        await visits.CollectedAsync("died", 30);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Object.defineProperty(navigator, 'locks', { value: undefined })")]
    public async Task Tabs_share_a_queue_and_send_each_message_once(string script)
    {
        var name = script.Length == 0 ? "tabs" : "tabs_without_locks";
        await using var visitor = await visits.VisitorAsync("flushAt: 3", script);
        var pages = new[] { await visits.OpenAsync(visitor), await visits.OpenAsync(visitor), await visits.OpenAsync(visitor) };

        await Task.WhenAll(pages.Select(page => TrackAsync(page, name, 40)));

        await Task.WhenAll(pages.Select(ShopVisits.SentAsync));
        await visits.CollectedAsync(name, 120);
        // Without locks two tabs may take a lease in the same moment.
        if (script.Length == 0)
        {
            var ids = (await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(pages[0])))
                .Select(one => one.GetProperty("id").GetString()!).ToHashSet();
            Assert.Equal(ids.Count, visits.Shop.Acknowledged.Count(ids.Contains));
        }
    }

    [Fact]
    public async Task A_host_that_is_killed_and_started_again_has_everything_once()
    {
        await using var visitor = await visits.VisitorAsync("flushAt: 2");
        var first = visits.Shop.Requests;
        var page = await visits.OpenAsync(visitor);
        var tracking = TrackAsync(page, "killed", 80);
        await page.WaitForFunctionAsync("() => true");
        while (visits.Shop.Requests < first + 5)
            await page.EvaluateAsync("analytics.flush()");
        await visits.Host.Host.KillAsync();
        await tracking;
        await visits.Host.RestartAsync();
        visits.Shop.Api = visits.Host.Host.Address;

        await ShopVisits.SentAsync(page);
        await visits.CollectedAsync("killed", 80);
    }

    [Fact]
    public async Task A_queue_that_is_full_drops_its_oldest_and_says_so()
    {
        await using var visitor = await visits.VisitorAsync(
            "autoPage: false, maxQueue: 10, onDrop: dropped => (window.drops ??= []).push(dropped.code)");
        visits.Shop.Interfere = _ => Mishap.NotReached;
        var page = await visits.OpenAsync(visitor);
        await TrackAsync(page, "bounded", 25);
        Assert.Equal(
            Enumerable.Repeat("QUEUE_FULL", 15), await page.EvaluateAsync<string[]>("drops"));

        visits.Shop.Interfere = _ => null;

        await ShopVisits.SentAsync(page);
        await visits.CollectedAsync("bounded", 10);
    }

    [Fact]
    public async Task What_is_refused_is_dropped_and_the_page_is_told()
    {
        await using var visitor = await visits.VisitorAsync(
            "onDrop: dropped => (window.drops ??= []).push(dropped.code), autoPage: false");
        var page = await visits.OpenAsync(visitor);
        await page.EvaluateAsync("() => { analytics.track(''); analytics.track('x'.repeat(40000)); analytics.track('refused_not'); return analytics.flush() }");
        await visits.CollectedAsync("refused_not", 1);
        Assert.Equal(["EVENT_TOO_LARGE", "EVENT_NAME_MISSING"], await page.EvaluateAsync<string[]>("drops"));

        visits.Shop.Snippet = visits.Shop.Snippet.Replace(visits.WriteKey, visits.WriteKey[..^4] + "none", StringComparison.Ordinal);
        page = await visits.OpenAsync(visitor);
        await page.EvaluateAsync("() => { analytics.track('refused'); return analytics.flush() }");

        Assert.Equal(["API_KEY_INVALID"], await page.EvaluateAsync<string[]>("drops"));
        await ShopVisits.SentAsync(page);
    }

    private static Task<JsonElement?> TrackAsync(IPage page, string name, int count) => page.EvaluateAsync(
        """
        async ([name, count]) => {
          for (let i = 0; i < count; i++) {
            analytics.track(name, { i });
            if (i % 5 === 4) await new Promise(resolve => setTimeout(resolve, 10));
          }
        }
        """,
        new object[] { name, count });

    // Each kind of mishap is followed by a request that passes.
    private static Func<int, Mishap?> Alternately(params Mishap[] mishaps) => request =>
        request % 2 == 0 ? null : mishaps[request / 2 % mishaps.Length];
}
