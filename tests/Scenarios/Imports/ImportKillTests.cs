using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Imports;

/// <summary>The host dies in the middle of an import; the file sent again ends as if it had not.</summary>
public sealed class ImportKillTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Rows = 30_000;

    private const string State = """
        select concat_ws(' ',
            (select md5(string_agg(concat_ws('|', kind, external_id, attributes, steps, version, dated_at), ';' order by kind, external_id))
             from entities where tenant_id = t.id),
            (select md5(string_agg(concat_ws('|', event_id, name, user_id, occurred_at, properties), ';' order by event_id))
             from events where tenant_id = t.id),
            (select md5(string_agg(concat_ws('|', external_id, total, version), ';' order by external_id))
             from orders where tenant_id = t.id),
            (select string_agg(concat_ws(' ', name, n, total, quantity), ', ' order by name) from (
                select name, count(*) as n, sum((properties ->> 'total')::numeric) as total,
                    sum((properties ->> 'quantity')::numeric) as quantity
                from events where tenant_id = t.id group by name) sums),
            (select count(*) from pending_imports where tenant_id = t.id))
        from tenants t where identifier = $1
        """;

    [Theory]
    [InlineData("tickets")]
    [InlineData("orders")]
    public async Task Killed_in_the_middle_the_file_sent_again_ends_in_the_state_of_one_run(string kind)
    {
        // The second file changes what the first said, so that differences are counted, too.
        var files = new[] { FileOf(kind, 0), FileOf(kind, 1) };
        using (var other = empty.Host.As("community", "admin"))
            foreach (var file in files)
                Assert.Equal(200, (await SendAsync(other, kind, file)).Status);

        foreach (var file in files)
        {
            using (var client = empty.Host.As("retail", "admin"))
            {
                var import = SendAsync(client, kind, file);
                await RowsAreBeingWrittenAsync(client, kind);
                await empty.Host.KillAsync();
                await Assert.ThrowsAnyAsync<HttpRequestException>(() => import);
            }

            await empty.RestartAsync();
            using var again = empty.Host.As("retail", "admin");
            Assert.Equal("INTERRUPTED", (await LatestAsync(again, kind))!.Value.GetProperty("state").GetString());
            var (status, report) = await SendAsync(again, kind, file);
            Assert.Equal(200, status);
            var counts = report.GetProperty(kind);
            Assert.True(counts.GetProperty("unchanged").GetInt32() > 0, $"It begins anew: {report}");
        }

        var (whole, resumed) = (await StateAsync("community"), await StateAsync("retail"));
        Assert.True(whole == resumed, $"Whole:   {whole}\nResumed: {resumed}");
        Assert.EndsWith(" 0", resumed, StringComparison.Ordinal);
    }

    private static string FileOf(string kind, int state)
    {
        var file = new StringBuilder(kind == "tickets"
            ? "ticket_id,customer_id,opened_at,resolved_at,updated_at\n"
            : "order_id,ordered_at,customer_id,product_id,currency,quantity,unit_price\n");
        var resolved = state == 0 ? "" : "2026-03-02T10:00:00Z";
        for (var row = 0; row < Rows; row++)
            file.Append(kind == "tickets"
                ? FormattableString.Invariant($"t{row},c{row % 500},2026-03-01T10:00:00Z,{resolved},2026-03-0{2 + state}T10:00:00Z\n")
                : FormattableString.Invariant($"o{row / 2},2026-03-01T10:00:00Z,c{row % 500},p{row % 2},EUR,{1 + state},0.25\n"));
        return file.ToString();
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(ApiClient client, string kind, string file) =>
        await client.SendAsync($"v1/import/{kind}", file, client.Credential!.ApiKey, "text/csv");

    private static async Task RowsAreBeingWrittenAsync(ApiClient client, string kind)
    {
        for (var look = 0; look < 6_000; look++)
        {
            if (await LatestAsync(client, kind) is { } latest && latest.GetProperty("state").GetString() == "RUNNING"
                && latest.GetProperty("rowsWritten").GetInt64() is > 0 and < Rows)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Fail("The import wrote nothing for a minute.");
    }

    private static async Task<JsonElement?> LatestAsync(ApiClient client, string kind)
    {
        var data = await client.QueryAsync("{ imports(first: 5) { nodes { kind state rowsWritten } } }");
        var nodes = data.GetProperty("imports").GetProperty("nodes").EnumerateArray()
            .Where(node => node.GetProperty("kind").GetString() == kind).ToList();
        return nodes.Count == 0 ? null : nodes[0];
    }

    private async Task<string> StateAsync(string tenant)
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(State, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
