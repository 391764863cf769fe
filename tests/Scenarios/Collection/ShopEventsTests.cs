using System.Text.Json;
using System.Text.Json.Nodes;
using static Analytics.Scenarios.Collection.Collector;

namespace Analytics.Scenarios.Collection;

/// <summary>The events of accounts, shops and sellers feed their metrics and funnels without set-up.</summary>
[Collection(nameof(Collector))]
public sealed class ShopEventsTests(Collector collector)
{
    [Fact]
    public async Task An_account_is_activated_by_the_completion_of_its_profile()
    {
        await collector.SendAsync(
            Event("user_registered", "2020-01-01", 0, "ann", ("source", "ad"), ("account_type", "business")),
            Event("user_logged_in", "2020-01-01", 5, "ann", ("method", "password")),
            Event("user_profile_completed", "2020-01-02", 0, "ann", ("completion_percentage", 100)),
            Event("user_registered", "2020-01-01", 0, "bob"),
            Event("user_profile_completed", "2020-01-02", 0, "bob", ("completion_percentage", 60)),
            Event("user_registered", "2020-01-01", 0, "cyd"));

        Assert.Equal(3m, await collector.TotalAsync("sign_ups", "2020-01-01", "2020-01-02"));
        Assert.Equal(1m / 3, await collector.TotalAsync("activation_rate", "2020-01-01", "2020-01-02"));
    }

    [Fact]
    public async Task A_search_without_results_is_counted_and_its_words_are_listed()
    {
        await collector.SendAsync(
            Event("product_search", "2020-02-01", 0, "ann", ("query", "lamp"), ("results_count", 12), ("position", 3)),
            Event("product_search", "2020-02-01", 1, "ann", ("query", "lmap"), ("results_count", 0)),
            Event("product_search", "2020-02-01", 2, "bob", ("query", "lmap"), ("results_count", 0)),
            Event("product_search", "2020-02-01", 3, "cyd", ("query", "sofa"), ("results_count", 0)),
            Event("category_browsed", "2020-02-01", 4, "cyd", ("category", "Home"), ("scroll_depth", 0.8m), ("time_spent", 42)),
            Event("product_viewed", "2020-02-01", 5, "cyd", ("product_id", "P1"), ("source", "category")));

        Assert.Equal(3m, await collector.TotalAsync("zero_result_searches", "2020-02-01", "2020-02-02"));
        Assert.Equal(0.75m, await collector.TotalAsync("zero_result_search_rate", "2020-02-01", "2020-02-02"));
        var words = await collector.AskAsync("""
            { metric(name: "zero_result_searches", range: {between: {fromDate: "2020-02-01", toDate: "2020-02-02"}}, breakdown: [{property: "query"}], SEEN) { groups { key total } } }
            """);
        Assert.Equal(
            """[{"key":["lmap"],"total":2},{"key":["sofa"],"total":1}]""",
            JsonSerializer.Serialize(words.GetProperty("metric").GetProperty("groups")));
    }

    [Fact]
    public async Task Four_events_of_a_shop_fill_the_commerce_funnel()
    {
        await collector.SendAsync(
            [.. Bought("ann", 4), .. Bought("bob", 3), .. Bought("cyd", 2), .. Bought("dan", 1), .. Bought("eve", 1)]);

        var data = await collector.AskAsync("""
            { funnel(definition: {template: COMMERCE, range: {between: {fromDate: "2020-03-01", toDate: "2020-03-02"}}}, SEEN) { steps { name count fromFirst } } }
            """);

        Assert.Equal(
            """[{"name":"product_added_to_cart","count":5,"fromFirst":1},{"name":"checkout_started","count":3,"fromFirst":0.6},{"name":"payment_completed or order_placed","count":2,"fromFirst":0.4},{"name":"order_fulfilled","count":1,"fromFirst":0.2}]""",
            JsonSerializer.Serialize(data.GetProperty("funnel").GetProperty("steps")));
        Assert.Equal(0.6m, await collector.TotalAsync("cart_abandonment_rate", "2020-03-01", "2020-03-02"));

        static IEnumerable<JsonObject> Bought(string user, int steps) =>
            new[] { "product_added_to_cart", "checkout_started", "payment_completed", "order_fulfilled" }
                .Take(steps)
                .Select((name, step) => Event(name, "2020-03-01", step * 10, user, ("order_id", $"o-{user}"), ("amount", 10.5m)));
    }

    [Fact]
    public async Task The_conversion_funnel_is_what_counting_by_hand_gives()
    {
        string[] names = ["product_viewed", "product_added_to_cart", "checkout_started", "payment_completed"];
        var random = new Random(20261121);
        var events = Enumerable.Range(0, 3_000)
            .Select(n => (User: random.Next(200), Step: random.Next(4), Minute: random.Next(60 * 24 * 20), Id: $"conversion-{n:0000}"))
            .ToList();
        await collector.SendAsync([.. events.Select(one =>
        {
            var sent = Event(names[one.Step], "2020-04-01", one.Minute, $"u{one.User}", ("value", one.Step));
            sent["id"] = one.Id;
            return sent;
        })]);

        var data = await collector.AskAsync("""
            { funnel(definition: {template: CONVERSION, window: "P2D", range: {between: {fromDate: "2020-04-01", toDate: "2020-05-01"}}}, SEEN) { steps { count } } }
            """);

        var furthest = events.GroupBy(one => one.User).Select(his => Furthest([.. his
            .OrderBy(one => one.Minute).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => (one.Step, one.Minute))]));
        var expected = Enumerable.Range(1, 4).Select(step => furthest.Count(reached => reached >= step)).ToList();
        Assert.All(expected, count => Assert.InRange(count, 1, 200));
        Assert.Equal(
            expected, data.GetProperty("funnel").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("count").GetInt32()));

        static int Furthest(List<(int Step, int Minute)> his)
        {
            var best = 0;
            for (var start = 0; start < his.Count; start++)
            {
                if (his[start].Step != 0)
                    continue;
                var reached = 1;
                foreach (var (step, minute) in his.Skip(start + 1))
                    if (step == reached && minute - his[start].Minute <= 2 * 24 * 60)
                        reached++;
                best = Math.Max(best, reached);
            }

            return best;
        }
    }

    [Fact]
    public async Task Sellers_are_counted_and_what_they_use_of_their_dashboard()
    {
        await collector.SendAsync(
            Event("product_listed", "2020-06-01", 0, "seller-1", ("product_id", "P1")),
            Event("order_received", "2020-06-01", 1, "seller-2", ("order_id", "o1")),
            Event("producer_dashboard_accessed", "2020-06-01", 2, "seller-1", ("producer_id", "s1"), ("feature_used", "payouts")),
            Event("producer_dashboard_accessed", "2020-06-01", 3, "seller-1", ("producer_id", "s1"), ("feature_used", "payouts")),
            Event("producer_dashboard_accessed", "2020-06-01", 4, "seller-3", ("producer_id", "s3"), ("feature_used", "stock")));

        Assert.Equal(2m, await collector.TotalAsync("active_producers", "2020-06-01", "2020-06-02"));
        var used = await collector.AskAsync("""
            { explore(query: {events: ["producer_dashboard_accessed"], aggregation: COUNT, breakdown: [{property: "producer_id"}, {property: "feature_used"}], range: {between: {fromDate: "2020-06-01", toDate: "2020-06-02"}}}, SEEN) { groups { key total } } }
            """);
        Assert.Equal(
            """[{"key":["s1","payouts"],"total":2},{"key":["s3","stock"],"total":1}]""",
            JsonSerializer.Serialize(used.GetProperty("explore").GetProperty("groups")));
    }

    [Fact]
    public async Task Impressions_and_clicks_give_each_products_click_through_rate()
    {
        var random = new Random(7);
        var shown = Enumerable.Range(0, 400).Select(n => (Product: $"P{random.Next(5)}", Clicked: random.Next(4) == 0)).ToList();
        await collector.SendAsync([
            .. shown.Select((one, n) => Event("product_impression", "2020-07-01", n, $"u{n % 30}", ("product_id", one.Product), ("position", n % 12))),
            .. shown.Where(one => one.Clicked).Select((one, n) => Event("product_clicked", "2020-07-02", n, $"u{n % 30}", ("product_id", one.Product)))]);

        var data = await collector.AskAsync("""
            { metric(name: "click_through_rate", range: {between: {fromDate: "2020-07-01", toDate: "2020-07-03"}}, breakdown: [{property: "product_id"}], SEEN) { total groups { key total } } }
            """);

        var metric = data.GetProperty("metric");
        Assert.Equal(shown.Count(one => one.Clicked) / 400m, metric.GetProperty("total").GetDecimal());
        Assert.Equal(
            shown.GroupBy(one => one.Product).ToDictionary(
                product => product.Key, product => product.Count(one => one.Clicked) / (decimal)product.Count()),
            metric.GetProperty("groups").EnumerateArray().ToDictionary(
                group => group.GetProperty("key")[0].GetString()!, group => group.GetProperty("total").GetDecimal()));
    }

    [Fact]
    public async Task A_placement_has_its_impressions_clicks_and_conversions()
    {
        await collector.SendAsync(
            Event("placement_impression", "2020-08-01", 0, "ann", ("placement_id", "hero")),
            Event("placement_impression", "2020-08-01", 0, "bob", ("placement_id", "hero")),
            Event("placement_impression", "2020-08-01", 0, "cyd", ("placement_id", "footer")),
            Event("placement_clicked", "2020-08-01", 1, "ann", ("placement_id", "hero")),
            Event("placement_clicked", "2020-08-01", 1, "cyd", ("placement_id", "footer")),
            Event("order_placed", "2020-08-02", 0, "ann", ("total", 20), ("currency", "USD")),
            Event("story_viewed", "2020-08-01", 2, "ann", ("story_id", "s1")),
            Event("profile_viewed", "2020-08-01", 3, "ann", ("producer_id", "s1")),
            Event("social_referral", "2020-08-01", 4, "bob", ("network", "instagram")));

        foreach (var (metric, hero, footer) in new[]
            { ("placement_impressions", 2m, 1m), ("placement_clicks", 1m, 1m), ("placement_conversions", 1m, 0m) })
            Assert.Equal(
                (hero, footer),
                (await OfAsync(metric, "hero"), await OfAsync(metric, "footer")));
        Assert.Equal(1, await collector.CountAsync("story_viewed"));
        Assert.Equal(1, await collector.CountAsync("profile_viewed"));
        Assert.Equal(1, await collector.CountAsync("social_referral"));

        async Task<decimal?> OfAsync(string metric, string placement)
        {
            var data = await collector.AskAsync(
                $$"""{ metric(name: "{{metric}}", range: {between: {fromDate: "2020-08-01", toDate: "2020-08-02"} }, breakdown: [{property: "placement_id"}], SEEN) { groups { key total } } }""");
            return data.GetProperty("metric").GetProperty("groups").EnumerateArray()
                .Single(group => group.GetProperty("key")[0].GetString() == placement).GetProperty("total").GetDecimal();
        }
    }

    [Fact]
    public async Task Samples_of_requests_show_how_the_API_does()
    {
        await collector.SendAsync([.. Enumerable.Range(1, 100).Select(n => Event(
            "api_request", "2020-09-01", n, null, ("duration_ms", n), ("status", n > 97 ? 500 : 200), ("route", n % 2 == 0 ? "/a" : "/b")))]);

        var data = await collector.AskAsync("""
            {
              p95: metric(name: "api_response_p95", range: {between: {fromDate: "2020-09-01", toDate: "2020-09-02"}}, SEEN) { total unit }
              errors: metric(name: "api_error_rate", range: {between: {fromDate: "2020-09-01", toDate: "2020-09-02"}}, breakdown: [{property: "route"}], SEEN) { total groups { key total } }
            }
            """);

        Assert.Equal(
            """{"p95":{"total":95.05,"unit":"MILLISECONDS"},"errors":{"total":0.03,"groups":[{"key":["/a"],"total":0.04},{"key":["/b"],"total":0.02}]}}""",
            JsonSerializer.Serialize(data));
    }
}
