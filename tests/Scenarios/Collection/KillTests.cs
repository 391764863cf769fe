using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Analytics.Scenarios.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Collection;

/// <summary>The host dies in the middle of a load; what it acknowledged is there exactly once.</summary>
public sealed class KillTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const int Batches = 120;
    private const int BatchSize = 200;

    private readonly Lock _lock = new();
    private long _position;   // the highest that was acknowledged

    private static int Rounds => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1" ? 20 : 2;

    [Fact]
    public async Task Killed_restarted_and_resent_every_event_is_there_exactly_once()
    {
        var random = new Random(20261121);
        for (var round = 0; round < Rounds; round++)
        {
            var acknowledged = new ConcurrentBag<int>();
            var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var killAfter = random.Next(5, Batches / 2);
            var load = LoadAsync(round, acknowledged, () =>
            {
                if (acknowledged.Count >= killAfter)
                    half.TrySetResult();
            });
            await half.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await empty.Host.KillAsync();
            await load;
            Assert.True(acknowledged.Count < Batches, "The host has to die in the middle.");
            await empty.RestartAsync();

            // What was acknowledged is durable before anything is sent again.
            var names = acknowledged.Select(batch => Name(round, batch)).ToHashSet();
            Assert.Equal(names.Count * BatchSize, await CountAsync(names, _position));

            await LoadAsync(round, [], () => { });
            var all = Enumerable.Range(0, Batches).Select(batch => Name(round, batch)).ToHashSet();
            Assert.Equal(Batches * BatchSize, await CountAsync(all, _position));
            await FiguresEqualTheLogAsync(round);
        }
    }

    private static string Name(int round, int batch) => string.Create(CultureInfo.InvariantCulture, $"kill_{round}_{batch}");

    private async Task LoadAsync(int round, ConcurrentBag<int> acknowledged, Action onAcknowledged)
    {
        using var client = empty.Host.As("retail", "admin");
        var key = client.Credential!.WriteKey;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Batches), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (batch, _) =>
            {
                try
                {
                    var (status, answer) = await client.SendAsync("v1/batch", Body(round, batch), key);
                    if (status != 200)
                        return;
                    var position = answer.GetProperty("position").GetInt64();
                    lock (_lock)
                        _position = Math.Max(_position, position);
                    acknowledged.Add(batch);
                    onAcknowledged();
                }
                catch (HttpRequestException)
                {
                    // The host is down: not acknowledged.
                }
            });
    }

    private static string Body(int round, int batch)
    {
        var body = new StringBuilder("{\"batch\": [");
        for (var i = 0; i < BatchSize; i++)
            body.Append(CultureInfo.InvariantCulture, $$"""{{(i == 0 ? "" : ",")}}{"type": "track", "messageId": "{{round}}-{{batch}}-{{i}}", "event": "{{Name(round, batch)}}", "userId": "u{{i % 50}}", "properties": {"amount": 0.01} }""");
        return body.Append("]}").ToString();
    }

    private async Task<long> CountAsync(IReadOnlyCollection<string> names, long atLeast)
    {
        using var client = empty.Host.As("retail", "viewer");
        var total = 0L;
        foreach (var chunk in names.Chunk(100))
        {
            var data = await client.QueryAsync(
                "query($events: [String!]!, $atLeast: Long) { explore(query: {events: $events, aggregation: COUNT, range: {last: \"P2D\"}}, atLeast: $atLeast) { total } }",
                new { events = chunk, atLeast });
            total += data.GetProperty("explore").GetProperty("total").GetInt64();
        }

        return total;
    }

    private async Task FiguresEqualTheLogAsync(int round)
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.name, count(*), count(distinct e.event_id), count(distinct coalesce(e.user_id, e.anonymous_id)),
                   sum((e.properties->>'amount')::numeric)
            from events e join tenants t on t.id = e.tenant_id
            where t.identifier = 'retail' and e.name like $1 group by e.name
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"kill\\_{round}\\_%" });
        using var client = empty.Host.As("retail", "viewer");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
        {
            rows++;
            var data = await client.QueryAsync(
                """
                query($events: [String!]!) {
                  count: explore(query: {events: $events, aggregation: COUNT, range: {last: "P2D"}}) { total }
                  actors: explore(query: {events: $events, aggregation: UNIQUE_ACTORS, range: {last: "P2D"}}) { total }
                  sum: explore(query: {events: $events, aggregation: SUM, property: "amount", range: {last: "P2D"}}) { total }
                }
                """,
                new { events = new[] { reader.GetString(0) } });
            Assert.Equal(reader.GetInt64(1), reader.GetInt64(2));
            Assert.Equal(reader.GetInt64(1), data.GetProperty("count").GetProperty("total").GetInt64());
            Assert.Equal(reader.GetInt64(3), data.GetProperty("actors").GetProperty("total").GetInt64());
            Assert.Equal(reader.GetDecimal(4), data.GetProperty("sum").GetProperty("total").GetDecimal());
        }

        Assert.Equal(Batches, rows);
    }
}
