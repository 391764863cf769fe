using System.Text.Json;
using Npgsql;

namespace Analytics.Scenarios.Collection;

/// <summary>
/// Clients of every format send, and send again what was not acknowledged, while the host, a session of its database and
/// the database's server are killed in turn; at the end what was acknowledged is counted once.
/// </summary>
public sealed class SoakTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1";

    // 5 minutes of lives, or 20 seconds. Each ends with a death.
    private static Death[] Deaths => IsLong
        ? [.. Enumerable.Range(0, 15).Select(life => (life % 6) switch
        {
            0 or 3 => Death.OfSession,
            1 or 4 => Death.OfServer,
            2 => Death.OfHost,
            _ => Death.OfSessionAndHost,
        })]
        : [Death.OfSession, Death.OfServer, Death.OfSessionAndHost];

    private static TimeSpan Life => IsLong ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(6.5);

    [Fact]
    public async Task Killed_again_and_again_under_mixed_load_every_acknowledged_message_is_counted_exactly_once()
    {
        await using var supervisor = await SoakSupervisor.StartAsync();
        using var end = new CancellationTokenSource();
        SoakClient[] clients =
        [
            SoakClient.SegmentBatches(supervisor, 0), SoakClient.SegmentBatches(supervisor, 1, givesUp: true),
            SoakClient.SingleEvents(supervisor, 2), SoakClient.OwnFormat(supervisor, 3), SoakClient.SignIns(supervisor, 4),
        ];
        var load = clients.Select(client => client.SendUntilAsync(end.Token)).ToList();
        var questions = AskUntilAsync(supervisor, end.Token);
        var heaps = new List<long>();
        foreach (var death in Deaths)
        {
            var before = clients.Sum(client => client.Acknowledged.Count);
            await Task.Delay(Life, TimeProvider.System);
            Assert.True(supervisor.Host.IsRunning, supervisor.Host.Output);
            Assert.True(clients.Sum(client => client.Acknowledged.Count) > before, $"Nothing was taken before the {death}.");
            heaps.Add(await supervisor.HeapAsync());
            Note($"{death} after {clients.Sum(client => client.Acknowledged.Count)} events, heap {heaps[^1] / 1024} KiB");
            await supervisor.BringAsync(death);
        }

        await Task.Delay(Life / 4, TimeProvider.System);
        await end.CancelAsync();
        await Task.WhenAll([.. load, questions]);

        Assert.All(clients, client => Assert.True(client.Acknowledged.Count > 0));
        Assert.Contains(clients, client => client.Unacknowledged.Count > 0);
        await EachIsCountedOnceAsync(supervisor, clients);
        if (IsLong)      // the last minute's against the first one's: hosts of the same ages
            Assert.True(heaps[^3..].Max() <= heaps[..3].Max() * 1.1, $"The heap grew: {Heaps(heaps)}");

        // A database that is lost for good is the end of the host, for whoever supervises it.
        Assert.Equal(1, await supervisor.LoseDatabaseAsync());
        Assert.Contains("PostgreSQL did not start in", supervisor.Host.Output, StringComparison.Ordinal);
    }

    private static void Note(string line) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}");

    private static string Heaps(IEnumerable<long> heaps) => string.Join(", ", heaps.Select(bytes => $"{bytes / 1024:N0} KiB"));

    private static async Task EachIsCountedOnceAsync(SoakSupervisor supervisor, SoakClient[] clients)
    {
        var position = clients.Max(client => client.Position);
        foreach (var client in clients)
        {
            var stored = await StoredAsync(supervisor, client.EventName);
            Assert.Equal(stored.Count, stored.Distinct().Count());
            Assert.Subset(stored.ToHashSet(), client.Acknowledged.ToHashSet());
            Assert.Subset(client.Acknowledged.Concat(client.Unacknowledged).ToHashSet(), stored.ToHashSet());

            var data = await supervisor.AskAsync(
                """
                query($events: [String!]!, $atLeast: Long) {
                  count: explore(query: {events: $events, aggregation: COUNT, range: {last: "P2D"}}, atLeast: $atLeast) { total }
                  ids: explore(query: {events: $events, aggregation: COUNT_DISTINCT, property: "mid", range: {last: "P2D"}}) { total }
                  actors: explore(query: {events: $events, aggregation: UNIQUE_ACTORS, range: {last: "P2D"}}) { total }
                }
                """,
                new { events = new[] { client.EventName }, atLeast = position });
            long Total(string figure) => data.GetProperty(figure).GetProperty("total").GetInt64();
            Assert.Equal((stored.Count, stored.Count), (Total("count"), Total("ids")));
            if (client.Persons is { } persons)
                Assert.Equal(persons, Total("actors"));
        }
    }

    // Message ids of a client's events as the log has them, past the API.
    private static async Task<List<string>> StoredAsync(SoakSupervisor supervisor, string name)
    {
        await using var connection = await supervisor.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            "select e.event_id from events e join tenants t on t.id = e.tenant_id where t.identifier = 'retail' and e.name = $1",
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }

    private static async Task AskUntilAsync(SoakSupervisor supervisor, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var host = supervisor.Host;
                using var client = host.As("retail", "viewer");
                client.Http.Timeout = SoakClient.Patience;
                var answer = await client.PostAsync(
                    """{ explore(query: {events: ["soak_0", "soak_3"], aggregation: COUNT, range: {last: "P2D"}, breakdown: [{property: "kind"}]}) { total } }""");
                if (answer.TryGetProperty("errors", out var errors))
                    Assert.Contains(
                        errors[0].GetProperty("extensions").GetProperty("code").GetString(),
                        (string[])["DATABASE_UNAVAILABLE", "TIMEOUT"]);      // the latter on a machine that has no time for it
                else
                    Assert.True(answer.TryGetProperty("data", out _), $"{answer}");
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
            {
                // The host is down.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }
}
