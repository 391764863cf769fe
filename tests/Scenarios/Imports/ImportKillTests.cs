using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Imports;

/// <summary>The host dies in the middle of imports; files sent again end as if it had not.</summary>
public sealed class ImportKillTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Rows = 12_000;

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

    private static readonly string[] Kinds = ["tickets", "orders"];

    [Fact]
    public async Task Killed_in_the_middle_the_files_sent_again_end_in_the_state_of_one_run()
    {
        // The second file changes what the first said, so that differences are counted, too.
        using (var other = empty.Host.As("community", "admin"))
            for (var state = 0; state < 2; state++)
                await SendWholeAsync(other, state);

        for (var state = 0; state < 2; state++)
        {
            using (var client = empty.Host.As("retail", "admin"))
            {
                var files = Kinds.Select(kind => FileOf(kind, state)).ToList();
                var imports = Kinds.Select((kind, i) => client.Http.PostAsync($"v1/import/{kind}", files[i])).ToList();
                // Both are read but for the last row: then they are written side by side.
                await UntilAsync(client, import => import.GetProperty("rowsRead").GetInt64() > 0);
                files.ForEach(file => file.Finish());
                await UntilAsync(client, import => import.GetProperty("rowsWritten").GetInt64() is > 0 and < Rows);
                await empty.Host.KillAsync();
                foreach (var import in imports)
                    await Assert.ThrowsAnyAsync<HttpRequestException>(() => import);
            }

            await empty.RestartAsync();
            using var again = empty.Host.As("retail", "admin");
            Assert.All(await LatestAsync(again), import => Assert.Equal("INTERRUPTED", import.GetProperty("state").GetString()));
            foreach (var counts in await SendWholeAsync(again, state))
                Assert.True(counts.GetProperty("unchanged").GetInt32() > 0, $"It begins anew: {counts}");
        }

        var (whole, resumed) = (await StateAsync("community"), await StateAsync("retail"));
        Assert.True(whole == resumed, $"Whole:   {whole}\nResumed: {resumed}");
        Assert.EndsWith(" 0", resumed, StringComparison.Ordinal);
    }

    private static SlowBody FileOf(string kind, int state)
    {
        var resolved = state == 0 ? "" : "2026-03-02T10:00:00Z";
        return kind == "tickets"
            ? new SlowBody("ticket_id,customer_id,opened_at,resolved_at,updated_at\n", row => FormattableString.Invariant(
                $"t{row},c{row % 500},2026-03-01T10:00:00Z,{resolved},2026-03-0{2 + state}T10:00:00Z\n"), Rows)
            : new SlowBody("order_id,ordered_at,customer_id,product_id,currency,quantity,unit_price\n", row => FormattableString.Invariant(
                $"o{row / 2},2026-03-01T10:00:00Z,c{row / 2 % 500},p{row % 2},EUR,{1 + state},0.25\n"), Rows);
    }

    // What each import says of what it read.
    private static async Task<List<JsonElement>> SendWholeAsync(ApiClient client, int state) =>
        [.. await Task.WhenAll(Kinds.Select(async kind =>
        {
            using var file = FileOf(kind, state);
            file.Finish();
            using var answer = await client.Http.PostAsync($"v1/import/{kind}", file);
            Assert.Equal(200, (int)answer.StatusCode);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty(kind);
        }))];

    private static async Task UntilAsync(ApiClient client, Predicate<JsonElement> isSo)
    {
        for (var look = 0; look < 6_000; look++)
        {
            var latest = await LatestAsync(client);
            if (latest.Count == Kinds.Length && latest.TrueForAll(
                import => import.GetProperty("state").GetString() == "RUNNING" && isSo(import)))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Fail("The imports were not under way together for a minute.");
    }

    private static async Task<List<JsonElement>> LatestAsync(ApiClient client)
    {
        var data = await client.QueryAsync("{ imports(first: 6) { nodes { kind state rowsRead rowsWritten } } }");
        var nodes = data.GetProperty("imports").GetProperty("nodes").EnumerateArray().ToList();
        return [.. nodes.DistinctBy(node => node.GetProperty("kind").GetString())];
    }

    private async Task<string> StateAsync(string tenant)
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(State, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
