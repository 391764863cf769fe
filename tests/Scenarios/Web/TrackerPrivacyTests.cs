using System.Text.Json;

namespace Analytics.Scenarios.Web;

/// <summary>The browser SDK does what the visitor allows.</summary>
[Collection(nameof(ShopVisits))]
public sealed class TrackerPrivacyTests(ShopVisits visits)
{
    private const string Stored = "Object.keys(localStorage).concat(document.cookie || []).sort().join()";

    [Fact]
    public async Task Before_consent_nothing_is_sent_or_stored_and_after_it_nothing_is_missing()
    {
        await using var visitor = await visits.VisitorAsync("consent: 'required'");
        var before = visits.Shop.Requests;
        var page = await visits.OpenAsync(visitor, "landing");
        await page.EvaluateAsync("() => { analytics.track('asked'); return analytics.flush() }");
        Assert.Equal("", await page.EvaluateAsync<string>(Stored));
        Assert.Equal(before, visits.Shop.Requests);

        await page.EvaluateAsync("analytics.consent({ analytics: true, marketing: false })");

        await visits.CollectedAsync("asked", 1);
        await ShopVisits.SentAsync(page);
        var events = await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(page));
        Assert.Equal(["page_view", "asked"], events.Select(one => one.GetProperty("name").GetString()));
        Assert.All(events, one => Assert.True(Consent(one).GetProperty("analytics").GetBoolean()));

        page = await visits.OpenAsync(visitor);
        await page.EvaluateAsync("() => { analytics.track('asked'); return analytics.flush() }");
        await visits.CollectedAsync("asked", 2);
        var later = (await visits.EventsOfAsync(await ShopVisits.AnonymousIdAsync(page)))[^1];
        Assert.False(Consent(later).GetProperty("marketing").GetBoolean());

        static JsonElement Consent(JsonElement one) =>
            one.GetProperty("context").GetProperty("consent").GetProperty("categoryPreferences");
    }

    [Fact]
    public async Task A_refusal_takes_everything_away_and_holds_in_other_tabs_and_later_visits()
    {
        await using var visitor = await visits.VisitorAsync();
        var page = await visits.OpenAsync(visitor);
        var other = await visits.OpenAsync(visitor);
        await page.EvaluateAsync("() => { analytics.track('refused_later'); return analytics.flush() }");
        await visits.CollectedAsync("refused_later", 1);
        await ShopVisits.SentAsync(other);

        await page.EvaluateAsync("analytics.consent('denied')");

        await other.WaitForFunctionAsync("() => analytics.ids() === undefined");
        var requests = visits.Shop.Requests;
        foreach (var each in new[] { page, other, await visits.OpenAsync(visitor) })
        {
            await each.EvaluateAsync("() => { analytics.track('refused_later'); analytics.identify('u'); return analytics.flush() }");
            Assert.Equal("analytics.consent", await each.EvaluateAsync<string>(Stored));
        }

        Assert.Equal(requests, visits.Shop.Requests);
        await page.EvaluateAsync("() => { analytics.consent('granted'); analytics.track('refused_later'); return analytics.flush() }");
        await visits.CollectedAsync("refused_later", 2);
    }

    [Fact]
    public async Task Who_opts_out_stays_out_and_what_was_queued_is_gone()
    {
        await using var visitor = await visits.VisitorAsync();
        visits.Shop.Interfere = _ => Mishap.NotReached;
        var page = await visits.OpenAsync(visitor);
        await page.EvaluateAsync("() => { analytics.track('opted_out'); analytics.optOut() }");
        visits.Shop.Interfere = _ => null;

        page = await visits.OpenAsync(visitor);
        var requests = visits.Shop.Requests;
        await page.EvaluateAsync("() => { analytics.track('opted_out'); return analytics.flush() }");
        Assert.Equal("analytics.optOut", await page.EvaluateAsync<string>(Stored));
        Assert.Equal(requests, visits.Shop.Requests);

        await page.EvaluateAsync("() => { analytics.optIn(); analytics.track('opted_in'); return analytics.flush() }");
        await visits.CollectedAsync("opted_in", 1);
        Assert.Equal(0, await visits.CountAsync("opted_out"));
    }

    [Theory]
    [InlineData("doNotTrack", "'1'")]
    [InlineData("globalPrivacyControl", "true")]
    public async Task The_browsers_own_refusal_is_heard_where_the_site_says_so(string signal, string value)
    {
        var script = $"Object.defineProperty(navigator, '{signal}', {{ value: {value}, configurable: true }})";
        await using (var visitor = await visits.VisitorAsync("respectDoNotTrack: true", script))
        {
            var requests = visits.Shop.Requests;
            var page = await visits.OpenAsync(visitor);
            await page.EvaluateAsync("() => { analytics.track('signalled'); return analytics.flush() }");
            Assert.Equal("", await page.EvaluateAsync<string>(Stored));
            Assert.Equal(requests, visits.Shop.Requests);
        }

        await using var followed = await visits.VisitorAsync("", script);
        var open = await visits.OpenAsync(followed);
        await open.EvaluateAsync($"() => {{ analytics.track('unheard_{signal}'); return analytics.flush() }}");
        await visits.CollectedAsync("unheard_" + signal, 1);
    }
}
