using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Imports;

/// <summary>A shop loads what it has from files and looks at what became of them.</summary>
public sealed partial class ImportTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Record = "id kind fileName dryRun state rowsRead rowsWritten rowsRefused errorFile errorCode position";

    [Fact]
    public async Task The_files_of_the_guide_import_as_it_says_and_move_the_figures()
    {
        using var client = empty.Host.As("retail", "admin");
        var guide = await File.ReadAllTextAsync(Repository.Path("docs", "imports.md"));
        var position = 0L;
        foreach (Match line in Import().Matches(guide))
        {
            var (kind, options) = (line.Groups[1].Value, line.Groups[2].Value);
            var file = await File.ReadAllTextAsync(Repository.Path("docs", "examples", "imports", kind + ".csv"));
            var (status, report) = await client.SendAsync(
                $"v1/import/{kind}?fileName={kind}.csv&{options}", file, client.Credential!.ApiKey, "text/csv");
            Assert.True(status == 200, $"{kind}: {report}");
            Assert.True(report.GetProperty("rows").GetProperty("rejected").GetInt32() == 0, $"{kind}: {report}");
            if (report.GetProperty("position").ValueKind == JsonValueKind.Number)
                position = report.GetProperty("position").GetInt64();
        }

        Assert.Equal(
            "revenue 49 orders 3 cancelled_orders 1 average_order_value 16.33 ad_spend 10 roas 4.9 "
            + "customer_acquisition_cost 3.33 sign_ups 3 tickets_opened 10 tickets_resolved 6 tickets_open 4 "
            + "ticket_resolution_hours 7 average_rating 4.5",
            await FiguresAsync(client, position));
        Assert.Equal(17, (await client.QueryAsync("{ imports { nodes { id } } }")).GetProperty("imports").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task An_import_is_a_record_with_its_refused_rows_that_another_tenant_does_not_see()
    {
        using var client = empty.Host.As("community", "admin");
        const string File = "ticket_id,opened_at\nx1,2026-02-01\nsecret-name,yesterday\n,2026-02-01\n";

        var (_, report) = await client.SendAsync(
            "v1/import/tickets?fileName=t.csv", File, client.Credential!.ApiKey, "text/csv");
        await client.SendAsync("v1/import/tickets", "ticket_id\n", client.Credential.ApiKey, "text/csv");
        var id = report.GetProperty("id").GetString();

        var page = (await client.QueryAsync($"{{ imports(first: 1) {{ nodes {{ {Record} }} pageInfo {{ endCursor hasNextPage }} }} }}")).GetProperty("imports");
        Assert.Equal("FAILED COLUMNS_MISSING", Text(page.GetProperty("nodes")[0], "state", "errorCode"));
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        var next = await client.QueryAsync(
            $"query($after: String) {{ imports(first: 1, after: $after) {{ nodes {{ {Record} }} }} }}",
            new { after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        var record = next.GetProperty("imports").GetProperty("nodes")[0];
        Assert.Equal($"{id} tickets t.csv False COMPLETED 3 3 2", Text(
            record, "id", "kind", "fileName", "dryRun", "state", "rowsRead", "rowsWritten", "rowsRefused"));

        client.Http.DefaultRequestHeaders.Add("X-Api-Key", client.Credential.ApiKey);
        client.Http.DefaultRequestHeaders.Authorization = null;
        var errors = await client.Http.GetStringAsync(record.GetProperty("errorFile").GetString()!.TrimStart('/'));
        Assert.Equal("""
            line,rows,code,path,message
            3,1,TIMESTAMP_INVALID,opened_at,"Expected an ISO 8601 time such as 2026-03-01 08:26:00."
            4,1,VALUE_MISSING,ticket_id,"The column must not be empty."

            """.ReplaceLineEndings("\r\n"), errors);
        using var other = empty.Host.As("retail", "admin");
        Assert.Equal(JsonValueKind.Null, (await other.QueryAsync("query($id: ID!) { import(id: $id) { id } }", new { id })).GetProperty("import").ValueKind);
    }

    [Fact]
    public async Task Who_watches_an_import_hears_of_it_until_it_is_over_and_a_second_one_of_its_kind_is_refused()
    {
        using var client = empty.Host.As("community", "admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var body = new SlowBody("product_id,name\n", row => $"slow-{row},Cup\n", rows: 30_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/import/products") { Content = body };
        request.Headers.Add("X-Api-Key", client.Credential!.ApiKey);
        var importing = client.Http.SendAsync(request, patience.Token);

        string? id = null;
        while (id is null)
        {
            var nodes = (await client.QueryAsync("{ imports(first: 500) { nodes { id kind state } } }")).GetProperty("imports").GetProperty("nodes");
            id = nodes.EnumerateArray().Where(node => Text(node, "kind", "state") == "products RUNNING")
                .Select(node => node.GetProperty("id").GetString()).FirstOrDefault();
            await Task.Delay(20, patience.Token);
        }

        var states = new List<string>();
        await foreach (var answer in client.SubscribeAsync(
            "subscription($id: ID!) { importProgress(id: $id) { state rowsRead rowsWritten } }", new { id },
            cancellationToken: patience.Token))
        {
            states.Add(Text(answer.GetProperty("data").GetProperty("importProgress"), "state", "rowsRead", "rowsWritten"));
            if (states.Count > 1)
                continue;
            var (status, refused) = await client.SendAsync(
                "v1/import/products", "product_id\np1\n", client.Credential.ApiKey, "text/csv");
            Assert.Equal("409 IMPORT_RUNNING", $"{status} {refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code")}");
            body.Finish();
        }

        using var imported = await importing;
        Assert.Equal(200, (int)imported.StatusCode);
        Assert.StartsWith("RUNNING", states[0], StringComparison.Ordinal);
        Assert.Equal("COMPLETED 30000 30000", states[^1]);
        Assert.Equal(states.Distinct(), states);
    }

    [Fact]
    public async Task What_was_imported_reads_back_page_by_page_and_personal_data_by_role()
    {
        using var client = empty.Host.As("community", "admin");
        var tickets = string.Concat(Enumerable.Range(1, 7).Select(n =>
            $"read-{n},reader-{n % 2},2026-02-0{n} 08:00,{(n < 3 ? "closed" : "open")}\n"));
        await ImportAsync("tickets", "ticket_id,customer_id,opened_at,status\n" + tickets);
        var loyalty = await ImportAsync("loyalty", "customer_id,points,tier\nreader-1,120.50,gold\n");
        await ImportAsync("customers", "customer_id,name,email,country,birth_year\nreader-1,Ada,ada@example.com,GB,1990\n");

        const string Open = """first: 2, filter: {customerId: "reader-1", where: [{property: "status", value: "open"}]}""";
        var page = (await client.QueryAsync($"{{ entities(kind: \"tickets\", {Open}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("entities");
        Assert.Equal("""[{"id":"read-3"},{"id":"read-5"}]""", page.GetProperty("nodes").GetRawText());
        var next = await client.QueryAsync(
            $"query($after: String) {{ entities(kind: \"tickets\", {Open}, after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage }} }} }}",
            new { after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        Assert.Equal(
            """{"nodes":[{"id":"read-7"}],"pageInfo":{"hasNextPage":false}}""", next.GetProperty("entities").GetRawText());
        Assert.Equal(
            """{"a":{"nodes":[{"attributes":{"customer_id":"reader-1","loyalty_points":120.5,"vip_tier":"gold"},"source":"import","version":1}]},"b":{"nodes":[]}}""",
            (await client.QueryAsync("""
                {
                  a: entities(kind: "loyalty", filter: {where: [{property: "loyalty_points", value: "120.5"}]}) { nodes { attributes source version } }
                  b: entities(kind: "tickets", filter: {where: [{property: "status", value: "open"}, {property: "status", value: "closed"}]}) { nodes { id } }
                }
                """)).GetRawText());

        const string Ada = """entity(kind: "customers", id: "reader-1") { attributes""";
        Assert.Equal(
            """{"entity":{"attributes":{"customer_id":"reader-1","country":"GB"},"personalData":{"name":"Ada","email":"ada@example.com","birth_year":1990}}}""",
            (await client.QueryAsync($"{{ {Ada} personalData }} }}")).GetRawText());
        using var viewer = empty.Host.As("community", "viewer");
        Assert.DoesNotContain("Ada", (await viewer.PostAsync($"{{ {Ada} personalData }} }}")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync($"{{ {Ada} personalData }} }}"));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync(
            """{ entities(kind: "customers", filter: {where: [{property: "email", value: "ada@example.com"}]}) { nodes { id } } }"""));
        Assert.Equal("GB", (await viewer.QueryAsync($"{{ {Ada} }} }}")).GetProperty("entity").GetProperty("attributes").GetProperty("country").GetString());
        Assert.Equal("FILTER_PROPERTY_UNKNOWN", await viewer.CodeOfErrorAsync(
            """{ entities(kind: "tickets", filter: {where: [{property: "email", value: "x"}]}) { nodes { id } } }"""));
        Assert.Equal("IMPORT_KIND_UNKNOWN", await viewer.CodeOfErrorAsync("""{ entity(kind: "unicorns", id: "1") { id } }"""));

        await ImportAsync("subscriptions", "subscription_id,customer_id,plan,started_at,status\ns-1,reader-1,plus,2026-02-01,active\ns-2,reader-0,plus,2026-02-01,active\n");
        await ImportAsync("referrals", "referral_id,referrer_id,referred_id,referred_at\nr-1,reader-1,reader-0,2026-02-02\n");
        await ImportAsync("discounts", "discount_id,customer_id,code,amount,used_at\nd-1,reader-1,SPRING,5,2026-02-03\n");
        var orders = await ImportAsync("orders", "order_id,ordered_at,customer_id,product_id,quantity,unit_price\no-1,2026-02-03,reader-1,p,2,10.05\no-2,2026-02-04,reader-1,p,1,4.90\no-3,2026-02-04,reader-0,p,1,99\n");
        Assert.Equal(
            """{"customer":{"profile":{"attributes":{"customer_id":"reader-1","country":"GB"}},"loyalty":{"attributes":{"customer_id":"reader-1","loyalty_points":120.5,"vip_tier":"gold"}},"subscriptions":[{"id":"s-1"}],"referrals":[{"id":"r-1"}],"discounts":[{"id":"d-1"}],"orders":{"total":2},"lifetimeValue":{"total":25,"excludedCurrencies":[]}}}""",
            (await viewer.QueryAsync(
                """
                query($position: Long) { customer(id: "reader-1", atLeast: $position) {
                  profile { attributes } loyalty { attributes } subscriptions { id } referrals { id } discounts { id }
                  orders { total } lifetimeValue { total excludedCurrencies } } }
                """, new { position = (await client.QueryAsync("query($id: ID!) { import(id: $id) { position } }", new { id = orders })).GetProperty("import").GetProperty("position").GetInt64() }))
            .GetRawText());

        await using var database = await empty.Host.OpenDatabaseAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "select count(*) from audit_log where action = 'import_begun' and actor like 'key:%' and target = '" + loyalty + "'";
        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));

        async Task<string?> ImportAsync(string kind, string file)
        {
            var (status, report) = await client.SendAsync($"v1/import/{kind}", file, client.Credential!.ApiKey, "text/csv");
            Assert.True(status == 200 && report.GetProperty("rows").GetProperty("rejected").GetInt32() == 0, report.GetRawText());
            return report.GetProperty("id").GetString();
        }
    }

    private static async Task<string> FiguresAsync(ApiClient client, long position)
    {
        string[] names =
        [
            "revenue", "orders", "cancelled_orders", "average_order_value", "ad_spend", "roas",
            "customer_acquisition_cost", "sign_ups", "tickets_opened", "tickets_resolved", "tickets_open",
            "ticket_resolution_hours", "average_rating",
        ];
        var fields = names.Select(name => $"{name}: metric(name: \"{name}\", atLeast: $seen, range: "
            + "{between: {fromDate: \"2026-02-01\", toDate: \"2026-03-01\"}}) { total }");
        var data = await client.QueryAsync(
            $"query($seen: Long!) {{ {string.Join(' ', fields)} }}", new { seen = position });
        return string.Join(' ', names.Select(name => string.Create(CultureInfo.InvariantCulture,
            $"{name} {decimal.Round(data.GetProperty(name).GetProperty("total").GetDecimal(), 2):0.##}")));
    }

    private static string Text(JsonElement record, params string[] fields) =>
        string.Join(' ', fields.Select(field => record.GetProperty(field).ToString()));

    [GeneratedRegex(@"^import ([a-z]+)(?: ([a-zA-Z]+=[a-z]+))?", RegexOptions.Multiline)]
    private static partial Regex Import();
}
