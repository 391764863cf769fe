using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventLogConcurrencyTests(PostgresFixture postgres)
{
    private const int Ids = 3_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Two nodes of three writers, eight senders that send overlapping ids of both tenants in an order of their own,
    /// and a reader that tails meanwhile.
    /// </summary>
    [Fact]
    public async Task Each_id_is_written_once_positions_are_dense_and_a_tailing_reader_misses_none()
    {
        var options = new EventLogOptions { Writers = 3, CommitSize = 300 };
        await using var log = await LogFixture.CreateAsync(postgres, options);
        await using var other = log.OpenLog(options);
        using var stopTailing = new CancellationTokenSource();
        var tails = new[] { log.Here, log.There }.Select(tenant => TailAsync(log, tenant, stopTailing.Token)).ToList();

        var senders = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(
            () => SendAsync(seed % 2 == 0 ? log.Log : other, seed % 4 < 2 ? log.Here : log.There, seed))));
        await stopTailing.CancelAsync();

        foreach (var (tenant, tail) in new[] { log.Here, log.There }.Zip(await Task.WhenAll(tails)))
        {
            var events = await log.ReadAsync(tenant);
            Assert.Equal(Enumerable.Range(1, Ids).Select(i => (long)i), events.Select(entry => entry.Position));
            Assert.Equal(Ids, events.Select(entry => entry.EventId).Distinct().Count());
            Assert.Equal(events.Select(entry => entry.EventId), tail);
            Assert.Equal(Ids, senders.Where(sent => sent.Tenant == tenant.Id).Sum(sent => sent.Accepted));
        }
    }

    [Fact]
    public async Task A_month_that_many_write_first_gets_one_partition()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var logs = Enumerable.Range(0, 6).Select(_ => log.OpenLog()).ToList();

        await Task.WhenAll(logs.Select((node, i) =>
            node.AppendAsync(log.Here, [Events.New($"{i}", new DateTimeOffset(1995, 5, 5, 0, 0, 0, TimeSpan.Zero))], Token)));
        foreach (var node in logs)
            await node.DisposeAsync();

        Assert.Equal(6, (await log.ReadAsync(log.Here)).Count);
    }

    [Fact]
    public async Task Making_a_partition_waits_for_no_writer_and_holds_none_up()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("a"));
        await using var writer = await log.Tenants.Connections.LeaseAsync(log.Here, Token);
        await InsertAsync(writer.Connection, position: 100);

        await log.AsOwnerAsync("set lock_timeout = '2s'; select create_event_partition('1996-06-06')");

        await InsertAsync(writer.Connection, position: 101);

        async Task InsertAsync(Npgsql.NpgsqlConnection connection, long position)
        {
            await using var command = new Npgsql.NpgsqlCommand(
                $$"""
                insert into events (tenant_id, position, occurred_at, received_at, event_id, name, properties)
                values ('{{log.Here.Id}}', {{position}}, '2024-03-02', now(), 'x', 'x', '{}')
                """, connection);
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }
    }

    private static async Task<(TenantId Tenant, int Accepted)> SendAsync(EventLog log, TenantScope tenant, int seed)
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, Ids).ToArray();
        random.Shuffle(ids);
        var accepted = 0;
        foreach (var chunk in ids.Chunk(150))
        {
            var outcome = await log.AppendAsync(
                tenant, [.. chunk.Select(id => Events.New($"{id}", Events.Noon.AddDays(random.Next(60))))], Token);
            accepted += outcome.Value.Accepted.Count(each => each);
        }

        return (tenant.Id, accepted);
    }

    private static async Task<List<string>> TailAsync(LogFixture log, TenantScope tenant, CancellationToken stop)
    {
        var (seen, last) = (new List<string>(), 0L);
        while (true)
        {
            var wasLast = stop.IsCancellationRequested;
            foreach (var entry in await log.ReadAsync(tenant, last, limit: 500))
                (_, last) = (Add(entry), entry.Position);
            if (wasLast && last == Ids)
                return seen;
        }

        bool Add(LoggedEvent entry)
        {
            seen.Add(entry.EventId);
            return true;
        }
    }
}
