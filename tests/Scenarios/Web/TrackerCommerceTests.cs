using System.Text.Json;

namespace Analytics.Scenarios.Web;

/// <summary>The helpers for shops feed the built-in metrics without set-up.</summary>
[Collection(nameof(ShopVisits))]
public sealed class TrackerCommerceTests(ShopVisits visits)
{
    private const string Purchase =
        """
        analytics.purchaseCompleted({
          orderId: 'W/1', total: 44.3, currency: 'GBP', tax: 7.38, shipping: 5, coupon: 'SPRING', paymentMethod: 'card',
          items: [
            { productId: 'P1', name: 'Lamp', category: 'Home', price: 19.5, quantity: 2 },
            { productId: 'P2', name: 'Pin', price: 0.1, quantity: 3 },
          ],
        })
        """;

    [Fact]
    public async Task A_purchase_is_one_order_with_its_lines_however_often_the_page_is_opened()
    {
        await using var visitor = await visits.VisitorAsync(
            "", "window.tagged = []; window.gtag = (...values) => tagged.push(values)");
        var page = await visits.OpenAsync(visitor, "product");
        await page.EvaluateAsync("""
            () => {
              analytics.productViewed({ productId: 'P1', name: 'Lamp', price: 19.5, currency: 'GBP' });
              analytics.addedToCart({ productId: 'P1', price: 19.5, quantity: 2, currency: 'GBP' });
              analytics.checkoutStarted({ cartId: 'c1', currency: 'GBP', items: [{ productId: 'P1', price: 19.5, quantity: 2 }] });
            }
            """);
        for (var visit = 0; visit < 2; visit++)
        {
            page = await visits.OpenAsync(visitor, "thanks");
            await page.EvaluateAsync(Purchase);
            await page.EvaluateAsync("analytics.flush()");
            await ShopVisits.SentAsync(page);
        }

        using var client = visits.Host.Host.As("retail", "viewer");
        var figures = await client.QueryAsync("""
            {
              revenue: metric(name: "revenue", range: {last: "P3D"}) { total currency excludedCurrencies }
              orders: metric(name: "orders", range: {last: "P3D"}) { total }
              units: metric(name: "units_sold", range: {last: "P3D"}, breakdown: [{property: "product_id"}]) { groups { key total } }
              items: metric(name: "item_revenue", range: {last: "P3D"}) { total }
              abandoned: metric(name: "cart_abandonment_rate", range: {last: "P3D"}) { total }
              funnel(definition: {range: {last: "P3D"}, steps: [
                {events: ["product_viewed"]}, {events: ["product_added_to_cart"]}, {events: ["checkout_started"]}, {events: ["order_placed"]}
              ]}) { steps { count } }
            }
            """);
        Assert.Equal(
            """{"revenue":{"total":44.3,"currency":"GBP","excludedCurrencies":[]},"orders":{"total":1},"units":{"groups":[{"key":["P2"],"total":3},{"key":["P1"],"total":2}]},"items":{"total":39.3},"abandoned":{"total":0},"funnel":{"steps":[{"count":1},{"count":1},{"count":1},{"count":1}]}}""",
            JsonSerializer.Serialize(figures));
        Assert.Equal(
            """[["event","purchase",{"transaction_id":"W/1","value":44.3,"currency":"GBP","tax":7.38,"shipping":5,"coupon":"SPRING","items":[{"item_id":"P1","item_name":"Lamp","item_category":"Home","price":19.5,"quantity":2},{"item_id":"P2","item_name":"Pin","price":0.1,"quantity":3}]}]]""",
            await page.EvaluateAsync<string>("JSON.stringify(tagged)"));
    }
}
