using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Analytics.Api.Tests.Collection;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Imports;

public sealed class ImportEndpointsTests(PostgresFixture postgres)
{
    private const string Address = "/v1/import/orders?refundPrefix=C&rejectPrefix=A";

    /// <summary>Rows of two sales lie between each other; one refund; four rows to refuse.</summary>
    private const string Orders = """
        order_id,ordered_at,customer_id,country,product_id,product_name,quantity,unit_price
        1,2026-02-01 10:00:00,u1,Kenya,P1,Cup,2,1.25
        2,2026-02-01 11:00:00,,Rwanda,P1,Old mug,1,1.25
        1,2026-02-01 09:00:00,u1,Kenya,P2,Plate,1,10.005
        C3,2026-02-03 10:00:00,u1,Kenya,P1,Mug,-1,1.25
        A4,2026-02-01 10:00:00,u1,Kenya,P1,Cup,1,1
        2,2026-02-01 11:00:00,,Rwanda,P2,Plate,0,1
        2,2026-02-01 11:00:00,,Rwanda,P2,Plate,1,0
        2,yesterday,,Rwanda,P2,Plate,1,1
        2,2026-02-01 11:00:00,,Rwanda,P1,Cup,1,1.25

        """;

    private const string AllEvents = """
        select string_agg(concat_ws(' ', event_id, user_id, sequence, to_char(occurred_at at time zone 'UTC', 'DD HH24:MI'),
            coalesce(properties -> 'total', properties -> 'amount')), '; ' order by position) from events
        """;

    private const string AllOrders = """
        select string_agg(concat_ws(' ', external_id, kind, customer_id, currency, country, total,
            (select string_agg(line_number || ':' || quantity, ',' order by line_number)
             from order_lines where order_id = external_id)), '; ' order by external_id) from orders
        """;

    private static Task<CollectorAnswer> PostAsync(
        CollectorHost host, string file = Orders, string path = Address, string? key = null) =>
        host.PostAsync(path, file, "text/csv", key);

    private static string Counts(CollectorAnswer answer)
    {
        JsonElement At(string a, string b) => answer.Body.GetProperty(a).GetProperty(b);
        return $"rows {At("rows", "read")}-{At("rows", "rejected")} orders {At("orders", "created")}/" +
            $"{At("orders", "unchanged")}/{At("orders", "changed")} events {At("events", "accepted")}/{At("events", "duplicate")}" +
            $" catalogue {At("catalogue", "customers")}/{At("catalogue", "products")}";
    }

    [Fact]
    public async Task Order_lines_become_orders_customers_products_and_events()
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        var answer = await PostAsync(host);

        Assert.Equal("rows 9-4 orders 3/0/0 events 7/0 catalogue 1/2", Counts(answer));
        Assert.Equal(7, answer.Body.GetProperty("position").GetInt64());
        Assert.Equal(
            ["6 ORDER_REJECTED_BY_PREFIX order_id", "7 QUANTITY_ZERO quantity", "8 PRICE_NOT_POSITIVE unit_price",
             "9 TIMESTAMP_INVALID ordered_at"],
            answer.Body.GetProperty("rows").GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("line")} {error.GetProperty("code")} {error.GetProperty("column")}"));
        Assert.Equal(
            "1 sale u1 EUR Kenya 12.505 1:2,2:1; 2 sale EUR Rwanda 2.50 1:1,5:1; C3 refund u1 EUR Kenya 1.25 1:-1",
            await host.ScalarAsync(host.Tenants.Here, AllOrders));
        Assert.Equal("""
            order/1/placed u1 1 01 09:00 12.505; order/1/item/1 u1 1 01 10:00 2.50; order/1/item/2 u1 3 01 09:00 10.005;
             order/2/placed 2 01 11:00 2.50; order/2/item/1 2 01 11:00 1.25; order/2/item/5 9 01 11:00 1.25;
             order/C3/refunded u1 4 03 10:00 1.25
            """.ReplaceLineEndings(""), await host.ScalarAsync(host.Tenants.Here, AllEvents));
        Assert.Equal("P1 Cup; P2 Plate", await host.ScalarAsync(host.Tenants.Here,
            "select string_agg(external_id || ' ' || (attributes ->> 'name'), '; ' order by external_id) from entities where kind = 'products'"));
        Assert.Null(await host.ScalarAsync(host.Tenants.There, AllOrders) as string);
        Assert.Equal("", await host.NamesAsync(host.Tenants.There));
    }

    [Fact]
    public async Task A_file_that_is_imported_again_changes_nothing_here_and_is_new_there()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await PostAsync(host);
        const string Versions = "select string_agg(xmin::text, ' ' order by external_id) from orders";
        var before = await host.ScalarAsync(host.Tenants.Here, Versions);

        var again = await PostAsync(host);
        var there = await PostAsync(host, key: host.KeyThere);

        Assert.Equal("rows 9-4 orders 0/3/0 events 0/0 catalogue 0/0", Counts(again));
        Assert.Equal(before, await host.ScalarAsync(host.Tenants.Here, Versions));
        Assert.Equal("rows 9-4 orders 3/0/0 events 7/0 catalogue 1/2", Counts(there));
    }

    [Fact]
    public async Task A_changed_order_takes_its_latest_state_and_is_counted_by_the_difference()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await PostAsync(host);

        var answer = await PostAsync(host, Orders.Replace("P2,Plate,1,10.005", "P2,Plate,3,10", StringComparison.Ordinal));

        Assert.Equal("rows 9-4 orders 0/2/1 events 3/0 catalogue 0/0", Counts(answer));
        Assert.Equal("1", Assert.Single(
            answer.Body.GetProperty("orders").GetProperty("changedIds").EnumerateArray()).GetString());
        Assert.Contains("1 sale u1 EUR Kenya 32.50 1:2,2:3;",
            (string)(await host.ScalarAsync(host.Tenants.Here, AllOrders))!, StringComparison.Ordinal);
        Assert.EndsWith("""
            order/1/v2/placed/corrected u1 01 09:00 19.995; order/1/v2/item/1 u1 01 09:00 -10.005;
             order/1/v2/item/2 u1 01 09:00 30
            """.ReplaceLineEndings(""), (string)(await host.ScalarAsync(host.Tenants.Here, AllEvents))!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_state_and_back_is_counted_as_the_first_alone()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var other = Orders.Replace("P2,Plate,1,10.005", "P2,Plate,3,10", StringComparison.Ordinal);
        const string Sums = """
            select concat_ws(' ', sum((properties ->> 'total')::numeric) filter (where name like 'order%'),
                sum((properties ->> 'quantity')::numeric), sum((properties ->> 'total')::numeric) filter (where name like 'item%'))
            from events where user_id = 'u1'
            """;
        await PostAsync(host);
        var fresh = await host.ScalarAsync(host.Tenants.Here, Sums);

        foreach (var file in new[] { other, Orders, other, Orders })
            await PostAsync(host, file);

        Assert.Equal("12.505 3 12.505", fresh);
        Assert.Equal(fresh, await host.ScalarAsync(host.Tenants.Here, Sums));
        Assert.Equal(0L, await host.ScalarAsync(host.Tenants.Here, "select count(*) from pending_imports"));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_and_writes_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        var first = await PostAsync(host, path: Address + "&dryRun=true");
        Assert.Equal("rows 9-4 orders 3/0/0 events 0/0 catalogue 0/0", Counts(first));
        Assert.Null(await host.ScalarAsync(host.Tenants.Here, AllOrders) as string);
        await PostAsync(host);

        Assert.Equal("rows 9-4 orders 0/3/0 events 0/0 catalogue 0/0",
            Counts(await PostAsync(host, path: Address + "&dryRun=true")));
    }

    [Fact]
    public async Task A_file_that_breaks_off_stores_nothing_and_sent_whole_it_stores_all()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var whole = Gzip(Orders);
        byte[] notUtf8 = [.. Encoding.UTF8.GetBytes(Orders), 0xC3, 0x28];
        var noPrice = Orders.Replace("unit_price", "price", StringComparison.Ordinal);

        var answers = new[]
        {
            await host.PostAsync(Address, whole[..^40], "text/csv", encoding: "gzip"),
            await host.PostAsync(Address, whole[..^1], "text/csv", encoding: "gzip"),
            await host.PostAsync(Address + "&encoding=utf-8", notUtf8, "text/csv"),
            await PostAsync(host, noPrice),
            await PostAsync(host, Orders + "9,2026-02-01,\"u1,"),
            await PostAsync(host, ""),
        };

        Assert.Equal(
            ["400 GZIP_BROKEN", "400 GZIP_BROKEN", "400 INVALID_UTF8", "400 COLUMNS_MISSING", "400 CSV_MALFORMED",
             "400 COLUMNS_MISSING"],
            answers.Select(answer => $"{answer.Status} {answer.Code}"));
        Assert.Null(await host.ScalarAsync(host.Tenants.Here, AllOrders) as string);
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));

        var sound = await host.PostAsync(Address, whole, "text/csv", encoding: "gzip");
        Assert.Equal("rows 9-4 orders 3/0/0 events 7/0 catalogue 1/2", Counts(sound));
    }

    [Fact]
    public async Task JSON_lines_give_the_same_orders_as_CSV()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var header = Orders.Split('\n')[0].Split(',');
        var lines = Orders.Split('\n')[1..].Where(line => line.Length > 0).Select(line => JsonSerializer.Serialize(
            line.Split(',').Zip(header).ToDictionary(pair => pair.Second, pair => pair.First)));

        var csv = await PostAsync(host);
        var json = await host.PostAsync(Address, string.Join('\n', lines), "application/x-ndjson");

        Assert.Equal("rows 9-4 orders 3/0/0 events 7/0 catalogue 1/2", Counts(csv));
        Assert.Equal("rows 9-4 orders 0/3/0 events 0/0 catalogue 0/0", Counts(json));
    }

    [Theory]
    [InlineData("dryrum=true", "OPTION_UNKNOWN")]
    [InlineData("dryRun=yes", "OPTION_INVALID")]
    [InlineData("timeZone=London", "OPTION_INVALID")]
    [InlineData("currency=euro", "CURRENCY_INVALID")]
    [InlineData("map=order:InvoiceNo", "MAP_INVALID")]
    [InlineData("set=chanel:Whatnot", "SET_INVALID")]
    [InlineData("encoding=klingon", "OPTION_INVALID")]
    [InlineData("delimiter=;;", "OPTION_INVALID")]
    public async Task An_option_that_is_not_understood_stops_the_import(string option, string code)
    {
        await using var host = await CollectorHost.StartAsync(postgres);

        var answer = await PostAsync(host, path: $"/v1/import/orders?{option}");

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Null(await host.ScalarAsync(host.Tenants.Here, AllOrders) as string);
    }

    [Fact]
    public async Task Only_who_may_import_does_and_only_what_is_a_file()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var publicKey = await host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value);
        var viewer = await host.IssueAsync(
            host.Tenants.Here, NewApiKey.Secret("viewer", [ApiKeyScopes.Collect], Roles.Viewer, null).Value);

        var answers = new[]
        {
            await PostAsync(host, key: ""), await PostAsync(host, key: publicKey), await PostAsync(host, key: viewer),
            await host.PostAsync(Address, Orders, "application/x-www-form-urlencoded"),
            await host.PostAsync(Address, Encoding.UTF8.GetBytes(Orders), "text/csv", encoding: "zstd"),
        };

        Assert.Equal(
            ["401 AUTH_NOT_AUTHENTICATED", "403 AUTH_NOT_AUTHORIZED", "403 AUTH_NOT_AUTHORIZED",
             "415 CONTENT_TYPE_NOT_SUPPORTED", "415 CONTENT_ENCODING_NOT_SUPPORTED"],
            answers.Select(answer => $"{answer.Status} {answer.Code}"));
        Assert.Null(await host.ScalarAsync(host.Tenants.Here, AllOrders) as string);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_also_when_only_inflating_shows_it()
    {
        await using var host = await CollectorHost.StartAsync(postgres, ("Imports:MaxFileMegabytes", "1"));
        var large = Orders + string.Concat(Enumerable.Repeat("9,2026-02-01,,,P,,1,1\n", 60_000));

        var plain = await PostAsync(host, large);
        var zipped = await host.PostAsync(Address, Gzip(large), "text/csv", encoding: "gzip");

        Assert.Equal((413, "BODY_TOO_LARGE"), (plain.Status, plain.Code));
        Assert.Equal((413, "BODY_TOO_LARGE"), (zipped.Status, zipped.Code));
        Assert.Null(await host.ScalarAsync(host.Tenants.Here, AllOrders) as string);
    }

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
