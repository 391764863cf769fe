using System.Text;
using System.Text.Json;
using Analytics.Api.Tests.Collection;
using Analytics.Domain.Access;
using Analytics.Domain.Imports;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Imports;

public sealed class EntityImportTests(PostgresFixture postgres)
{
    private const string Log = """
        select coalesce(string_agg(concat_ws(' ', event_id, name, user_id, to_char(occurred_at at time zone 'UTC', 'MM-DD HH24:MI'),
            properties - 'currency' - 'channel' - 'category' - 'priority' - 'order_id'), '; ' order by position), '') from events
        """;

    private static async Task<string> ImportAsync(CollectorHost host, string kind, string file, string options = "")
    {
        var answer = await host.PostAsync($"/v1/import/{kind}{options}", file, "text/csv");
        Assert.True(answer.Status == 200, answer.Body.GetRawText());
        JsonElement At(string a, string b) => answer.Body.GetProperty(a).GetProperty(b);
        return $"{At("rows", "read")}-{At("rows", "rejected")} {At(kind, "created")}/{At(kind, "unchanged")}/"
            + $"{At(kind, "changed")}/{At(kind, "stale")} {At("events", "accepted")}+{At("events", "duplicate")}";
    }

    [Fact]
    public async Task A_ticket_is_opened_resolved_reopened_and_resolved_again_each_once()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        const string Header = "id,customer,status,created_at,resolved_at,updated_at\n";
        const string Open = Header + "t1,c1,open,2026-02-01 08:00,,2026-02-01 08:00\n";
        const string Resolved = Header + "t1,c1,resolved,2026-02-01 08:00,2026-02-01 20:00,2026-02-01 20:00\n";
        const string Reopened = Header + "t1,c1,open,2026-02-01 08:00,,2026-02-02 08:00\n";
        const string Again = Header + "t1,c1,closed,2026-02-01 08:00,2026-02-03 08:00,2026-02-03 08:00\n";

        Assert.Equal("1-0 1/0/0/0 1+0", await ImportAsync(host, "tickets", Open));
        Assert.Equal("1-0 0/1/0/0 0+0", await ImportAsync(host, "tickets", Open));
        foreach (var file in new[] { Resolved, Resolved, Reopened, Again })
            await ImportAsync(host, "tickets", file);
        Assert.Equal("1-0 0/0/0/1 0+0", await ImportAsync(host, "tickets", Resolved));

        Assert.Equal("""
            ticket/t1/opened ticket_opened c1 02-01 08:00 {"ticket_id": "t1"};
             ticket/t1/resolved ticket_resolved c1 02-01 20:00 {"ticket_id": "t1", "resolution_hours": 12};
             ticket/t1/reopened ticket_reopened c1 02-02 08:00 {"ticket_id": "t1"};
             ticket/t1/resolved/2 ticket_resolved c1 02-03 08:00 {"ticket_id": "t1", "resolution_hours": 48}
            """.ReplaceLineEndings(""), await host.ScalarAsync(host.Tenants.Here, Log));
        Assert.Equal("t1 closed 4", await host.ScalarAsync(host.Tenants.Here,
            "select concat_ws(' ', external_id, attributes ->> 'status', version) from entities"));
        Assert.Equal("", await host.ScalarAsync(host.Tenants.There, Log));
    }

    [Fact]
    public async Task Spend_that_is_corrected_is_counted_by_the_difference_and_one_that_moves_is_taken_along()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        const string Header = "campaign_id,channel,date,spend,currency\n";
        await ImportAsync(host, "costs", Header + "c1,search,2026-02-01,100.50,EUR\nc1,social,2026-02-01,20,EUR\n");

        Assert.Equal("2-0 0/1/1/0 1+0", await ImportAsync(
            host, "costs", Header + "c1,search,2026-02-01,90,EUR\nc1,social,2026-02-01,20,EUR\n"));
        Assert.Equal("1-0 0/0/1/0 2+0", await ImportAsync(host, "costs", Header + "c1,search,2026-02-01,90,USD\n"));

        Assert.Equal("EUR 20.0; USD 90", await host.ScalarAsync(host.Tenants.Here, """
            select string_agg(currency || ' ' || amount, '; ' order by currency) from (
                select properties ->> 'currency' as currency, sum((properties ->> 'amount')::numeric) as amount
                from events where name = 'marketing_spend' group by 1) sums
            """));
    }

    [Fact]
    public async Task Customers_become_sign_ups_and_properties_of_actors_but_not_by_name()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        await ImportAsync(host, "customers",
            "customer_id,registered_at,name,email,country,vip_tier\nc1,2026-01-05T10:00:00Z,Ada,ada@example.com,Kenya,gold\n");
        await ImportAsync(host, "customers", "customer_id,vip_tier,updated_at\nc1,,2026-02-01\n");

        Assert.Equal("""
            customer/c1/registered user_registered c1 01-05 10:00 {"country": "Kenya", "customer_id": "c1"}
            """, await host.ScalarAsync(host.Tenants.Here, Log));
        Assert.Equal("""
            set {"country": "Kenya", "vip_tier": "gold"} 2026-01-05; unset {"vip_tier": null} 2026-02-01
            """, await host.ScalarAsync(host.Tenants.Here, """
            select string_agg(concat_ws(' ', payload ->> 'change', payload -> 'properties',
                to_char(to_timestamp((payload ->> 'at')::bigint / 1000) at time zone 'UTC', 'YYYY-MM-DD')), '; ' order by position)
            from log_entries
            """));
        Assert.Equal("""{"name": "Ada", "email": "ada@example.com", "country": "Kenya", "customer_id": "c1", "registered_at": "2026-01-05T10:00:00.000Z"}""",
            await host.ScalarAsync(host.Tenants.Here, "select attributes::text from entities"));
    }

    [Fact]
    public async Task A_customer_known_from_orders_takes_what_a_file_of_customers_says_whatever_its_time()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        const string Orders = "order_id,ordered_at,customer_id,country,product_id,product_name,quantity,unit_price\n"
            + "o1,2026-02-01,c1,France,p1,Cup,1,5\n";
        await host.PostAsync("/v1/import/orders", Orders, "text/csv");

        Assert.Equal("1-0 0/0/1/0 0+0", await ImportAsync(
            host, "customers", "customer_id,country,updated_at\nc1,Kenya,2025-01-01\n"));
        await host.PostAsync("/v1/import/orders", Orders.Replace("o1", "o2", StringComparison.Ordinal), "text/csv");

        Assert.Equal("Kenya", await host.ScalarAsync(
            host.Tenants.Here, "select attributes ->> 'country' from entities where kind = 'customers'"));
    }

    [Fact]
    public async Task Bad_rows_are_named_by_line_the_rest_is_stored_and_a_dry_run_stores_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        const string File = "Product ID;Listed At;Price;Birth\np1;2026-02-01;5;\n;2026-02-01;5;\np2;soon;5;\np3;2026-02-01;-1;\n"
            + "p4;2026-02-01;1.5;\n\"p\n5\";2099-01-01;1;\np6;2026-02-01;1;;\n";

        Assert.Equal("7-5 2/0/0/0 0+0", await ImportAsync(host, "products", File, "?dryRun=true"));
        Assert.Equal(0L, await host.ScalarAsync(host.Tenants.Here, "select count(*) from entities"));
        var answer = await host.PostAsync("/v1/import/products", File, "text/csv");

        Assert.Equal(
            ["3 VALUE_MISSING product_id", "4 TIMESTAMP_INVALID listed_at", "5 NUMBER_TOO_SMALL price",
             "7 TIMESTAMP_IN_FUTURE listed_at", "9 COLUMN_COUNT "],
            answer.Body.GetProperty("rows").GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("line")} {error.GetProperty("code")} {error.GetProperty("column")}"));
        Assert.Equal("7-5 0/2/0/0 0+0", await ImportAsync(host, "products", File));
        Assert.Equal(2L, await host.ScalarAsync(host.Tenants.Here, "select count(*) from events"));
    }

    [Fact]
    public async Task Every_kind_is_taken_by_its_columns_as_CSV_and_as_JSON_and_again_changes_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        foreach (var kind in EntityKinds.All)
        {
            var values = kind.Columns.Select(column => (column.Name, Value: ValueOf(column))).ToList();
            var csv = string.Join(',', values.Select(each => each.Name)) + "\n" + string.Join(',', values.Select(each => each.Value));
            var json = JsonSerializer.Serialize(values.ToDictionary(each => each.Name, each => each.Value));

            Assert.StartsWith("1-0 1/0/0/0 ", await ImportAsync(host, kind.Name, csv), StringComparison.Ordinal);
            var again = await host.PostAsync($"/v1/import/{kind.Name}", json, "application/x-ndjson");
            Assert.Equal(1, again.Body.GetProperty(kind.Name).GetProperty("unchanged").GetInt32());
            Assert.Equal(0, again.Body.GetProperty("events").GetProperty("accepted").GetInt32());
        }

        Assert.Equal("", await host.NamesAsync(host.Tenants.There));
    }

    [Fact]
    public async Task A_file_may_be_windows_text_with_bars_and_give_columns_that_it_lacks()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var file = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("sku|title\np1|Crème brûlée\n");

        var answer = await host.PostAsync("/v1/import/products?delimiter=pipe&set=currency:EUR,brand:Zoë", file, "text/csv");

        Assert.Equal(200, answer.Status);
        Assert.Equal("p1 Crème brûlée EUR Zoë", await host.ScalarAsync(host.Tenants.Here,
            "select concat_ws(' ', external_id, attributes ->> 'name', attributes ->> 'currency', attributes ->> 'brand') from entities"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_a_code_and_stores_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var publicKey = await host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value);
        var wide = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"c{i}")) + "\n";

        var answers = new[]
        {
            await host.PostAsync("/v1/import/tickets", "ticket_id\nt1\n", "text/csv"),
            await host.PostAsync("/v1/import/tickets", "a,\"b", "text/csv"),
            await host.PostAsync("/v1/import/tickets", wide, "text/csv"),
            await host.PostAsync("/v1/import/spaceships", "id\n1\n", "text/csv"),
            await host.PostAsync("/v1/import/tickets?encoding=utf-8", [0xFF, 0xFE, 0xFD], "text/csv"),
            await host.PostAsync("/v1/import/tickets", "ticket_id,opened_at\nt1,2026-02-01\n", "text/csv", publicKey),
        };

        Assert.Equal(
            ["400 COLUMNS_MISSING", "400 COLUMNS_MISSING", "400 COLUMNS_TOO_MANY", "404 IMPORT_KIND_UNKNOWN",
             "400 INVALID_UTF8", "403 AUTH_NOT_AUTHORIZED"],
            answers.Select(answer => $"{answer.Status} {answer.Code}"));
        Assert.Equal(0L, await host.ScalarAsync(host.Tenants.Here, "select count(*) from entities"));
    }

    private static string ValueOf(ImportColumn column) => column.Type switch
    {
        ColumnType.Number or ColumnType.Whole => "1990",
        ColumnType.Time => "2026-02-01T10:00:00Z",
        ColumnType.Date => "2026-02-01",
        ColumnType.Currency => "EUR",
        _ => column.Name == "status" ? "completed" : column.Name + "-1",
    };
}
