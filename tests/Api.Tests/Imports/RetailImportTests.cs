using System.Net.Http.Headers;
using Analytics.Api.Tests.Collection;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Imports;

/// <summary>A real shop's year of orders against the figures that are published for it (demo/retail/README.md).</summary>
public sealed class RetailImportTests(PostgresFixture postgres)
{
    private const string Address = "/v1/import/orders?refundPrefix=C&rejectPrefix=A&timeZone=UTC&currency=GBP"
        + "&map=order_id:InvoiceNo,ordered_at:InvoiceDate,customer_id:CustomerID,country:Country,product_id:StockCode,"
        + "product_name:Description,quantity:Quantity,unit_price:UnitPrice";

    [Fact]
    public async Task A_year_of_a_real_shop_gives_the_published_figures_and_counts_once()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        host.Client.Timeout = TimeSpan.FromMinutes(5);

        var first = (await PostAsync(host)).Body;
        var again = (await PostAsync(host)).Body;

        Assert.Equal(541_909, first.GetProperty("rows").GetProperty("read").GetInt64());
        Assert.Equal(
            """{"ORDER_REJECTED_BY_PREFIX":3,"PRICE_NOT_POSITIVE":2515}""",
            first.GetProperty("rows").GetProperty("rejectedByCode").GetRawText());
        Assert.Equal("18532 4338 8911407.904 5167812 397884", await SalesAsync(host));
        Assert.Equal("611342.09", await ScalarAsync(host, """
            select sum((properties ->> 'amount')::numeric) from events where name = 'order_refunded' and user_id is not null
            """));
        Assert.Equal("572713.89 518192.79", await ScalarAsync(host, """
            select concat_ws(' ', sum(total) filter (where placed_at < '2011-01-01Z'), sum(total) filter (where placed_at >= '2011-12-01Z'))
            from orders where kind = 'sale' and customer_id is not null
            """));
        Assert.Equal("PAPER CRAFT , LITTLE BIRDIE, REGENCY CAKESTAND 3 TIER, POSTAGE", await ScalarAsync(host, """
            select string_agg(attributes ->> 'name', ', ' order by array_position('{23843,22423,POST}', external_id)) from entities
            where kind = 'products' and external_id = any ('{23843,22423,POST}')
            """));
        Assert.Equal(0, again.GetProperty("events").GetProperty("accepted").GetInt64());
        Assert.Equal(first.GetProperty("orders").GetProperty("created").GetInt64(),
            again.GetProperty("orders").GetProperty("unchanged").GetInt64());
        Assert.Equal("", await host.NamesAsync(host.Tenants.There));
    }

    private static Task<string?> SalesAsync(CollectorHost host) => ScalarAsync(host, """
        select concat_ws(' ',
            count(*) filter (where name = 'order_placed'),
            count(distinct user_id) filter (where name = 'order_placed'),
            sum((properties ->> 'total')::numeric) filter (where name = 'order_placed'),
            sum((properties ->> 'quantity')::numeric) filter (where name = 'item_sold'),
            count(*) filter (where name = 'item_sold'))
        from events where user_id is not null
        """);

    private static async Task<CollectorAnswer> PostAsync(CollectorHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Content = new StreamContent(File.OpenRead(Repository.Path("demo", "retail", "online-retail.csv.gz")));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Add("X-Api-Key", host.KeyHere);
        var answer = await host.SendAsync(request);
        Assert.Equal(200, answer.Status);
        return answer;
    }

    private static async Task<string?> ScalarAsync(CollectorHost host, string sql) =>
        Convert.ToString(await host.ScalarAsync(host.Tenants.Here, sql), System.Globalization.CultureInfo.InvariantCulture);
}
