using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Collection;

/// <summary>An operator stops the host in the middle of a long import.</summary>
public sealed class ShutdownTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Orders = 150_000;

    [Fact]
    public async Task Host_ends_within_seconds_and_the_file_sent_again_makes_the_import_good()
    {
        var file = new StringBuilder("order_id,ordered_at,customer_id,product_id,quantity,unit_price\n");
        for (var order = 0; order < Orders; order++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{order},2026-03-01T10:00:00Z,c{order % 500},p,1,0.01\n");
        using (var client = empty.Host.As("retail", "admin"))
        {
            var import = client.SendAsync("v1/import/orders", file.ToString(), client.Credential!.ApiKey, "text/csv");
            await OrdersAreBeingWrittenAsync();
            var stopped = TimeProvider.System.GetTimestamp();
            await empty.Host.DisposeAsync();
            Assert.InRange(TimeProvider.System.GetElapsedTime(stopped).TotalSeconds, 0, 8);
            var (status, body) = await import;
            Assert.Equal(503, status);
            Assert.Equal("SHUTTING_DOWN", body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }

        await empty.RestartAsync();
        using var again = empty.Host.As("retail", "admin");
        var (_, report) = await again.SendAsync("v1/import/orders", file.ToString(), again.Credential!.ApiKey, "text/csv");
        Assert.InRange(report.GetProperty("orders").GetProperty("created").GetInt32(), 1, Orders - 1);
        var data = await again.QueryAsync(
            """
            query($seen: Long!) {
              metric(name: "revenue", range: {between: {fromDate: "2026-03-01", toDate: "2026-03-02"}}, atLeast: $seen) { total }
            }
            """, new { seen = report.GetProperty("position").GetInt64() });
        Assert.Equal(Orders * 0.01m, data.GetProperty("metric").GetProperty("total").GetDecimal());
    }

    [Fact]
    public async Task Events_that_wait_for_a_commit_when_the_host_is_told_to_stop_are_answered_and_written()
    {
        const int Waiting = 60;
        using var client = empty.Host.As("retail", "admin");
        var key = client.Credential!.WriteKey;
        var name = $"waiting_{Guid.NewGuid():N}";
        await client.SendAsync("v1/track", """{"event": "warm", "userId": "u"}""", key);
        List<Task<(int Status, JsonElement Body)>> sent;
        Task stopping;
        await using (var database = await empty.Host.OpenDatabaseAsync())
        await using (await HoldHeadAsync(database))
        {
            sent = [.. Enumerable.Range(0, Waiting).Select(i => client.SendAsync("v1/track", Event(i), key))];
            await ACommitWaitsAsync();
            stopping = empty.Host.DisposeAsync().AsTask();
            await TakesNoConnectionAsync(empty.Host.Address);
        }

        var answers = await Task.WhenAll(sent);
        await stopping;
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 503, $"{answer.Status}"));

        await empty.RestartAsync();
        var stored = await CountAsync(null);
        Assert.InRange(stored, answers.Count(answer => answer.Status == 200), Waiting);
        using var again = empty.Host.As("retail", "admin");
        var position = 0L;
        for (var i = 0; i < Waiting; i++)
        {
            var (_, receipt) = await again.SendAsync("v1/track", Event(i), again.Credential!.WriteKey);
            position = receipt.GetProperty("position").GetInt64();
            if (answers[i].Status == 200)
                Assert.Equal("DUPLICATE", receipt.GetProperty("results")[0].GetProperty("status").GetString());
        }

        Assert.Equal(Waiting, await CountAsync(position));

        string Event(int i) => $$"""{"event": "{{name}}", "messageId": "{{name}}-{{i}}", "userId": "u"}""";

        async Task<long> CountAsync(long? atLeast)
        {
            using var viewer = empty.Host.As("retail", "viewer");
            var data = await viewer.QueryAsync(
                """
                query($events: [String!]!, $atLeast: Long) {
                  explore(query: {events: $events, aggregation: COUNT, range: {last: "P2D"}}, atLeast: $atLeast) { total }
                }
                """, new { events = new[] { name }, atLeast });
            return data.GetProperty("explore").GetProperty("total").GetInt64();
        }
    }

    private static async Task<NpgsqlTransaction> HoldHeadAsync(NpgsqlConnection database)
    {
        var transaction = await database.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            "select head from log_heads where tenant_id = (select id from tenants where identifier = 'retail') for update",
            database);
        await command.ExecuteScalarAsync();
        return transaction;
    }

    private async Task ACommitWaitsAsync()
    {
        await using var database = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'", database);
        while (await command.ExecuteScalarAsync() is 0L)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }

    private static async Task TakesNoConnectionAsync(Uri address)
    {
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address.Host, address.Port);
            }
            catch (SocketException)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private async Task OrdersAreBeingWrittenAsync()
    {
        using var client = empty.Host.As("retail", "viewer");
        for (var look = 0; look < 600; look++)
        {
            var data = await client.QueryAsync("{ eventNames { name } }");
            if (data.GetProperty("eventNames").EnumerateArray().Any(one => one.GetProperty("name").GetString() == "order_placed"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Fail("The import wrote nothing for a minute.");
    }
}
