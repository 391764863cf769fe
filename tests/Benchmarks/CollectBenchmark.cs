using System.Globalization;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit.Hosts;
using Npgsql;

namespace Analytics.Benchmarks;

/// <summary>
/// Events a second made durable through HTTP, beside the same SQL without HTTP and JSON in large batches, and beside a
/// bare COPY, in turns on one server.
/// </summary>
internal static class CollectBenchmark
{
    private const int BatchSize = 500;
    private const int SqlBatchSize = 5_000;
    private const int Connections = 4;
    private const int EventsOfARound = 100_000;
    private const int KnownIds = 5_000_000;                // half of them of each tenant that is written to
    private const int WarmUps = 4;                        // until the host's code is compiled for good
    private const int Rounds = 5;

    /// <summary>The part of the speed of the SQL path alone that collection has to keep.</summary>
    private const double Budget = 0.65;

    public static async Task RunAsync(HostProcess host)
    {
        Console.WriteLine(
            $"## Collection: {EventsOfARound:N0} events a round beside {KnownIds:N0} known ids, batches of {BatchSize}, {Connections} connections, median of {Rounds}");
        await using var roles = new RoleDataSources(await host.ConnectionStringAsync());
        await using var admin = await host.OpenDatabaseAsync();
        var tenant = await TenantOfAsync(admin, "community");
        await PrepareAsync(admin, [tenant, await TenantOfAsync(admin, "retail")]);
        var (http, grouped, sql, copy) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        (List<double> Rates, Func<int, Task<double>> SecondsAsync)[] paths =
        [
            (http, round => Load.SendAsync(host, Load.Bodies(Events(round, 0), BatchSize), Connections)),
            (sql, round => SqlAsync(roles, tenant, Appends(tenant, round, 1, BatchSize))),
            (grouped, round => SqlAsync(roles, tenant, Appends(tenant, round, 2, SqlBatchSize))),
            (copy, round => CopyAsync(host, Appends(tenant, round, 3, BatchSize))),
        ];
        for (var round = -WarmUps; round < Rounds; round++)
            for (var turn = 0; turn < paths.Length; turn++)
            {
                // Each path comes after each other one: what one leaves to be written to disk is written during the next.
                var (rates, secondsAsync) = paths[(turn + round + WarmUps) % paths.Length];
                var rate = EventsOfARound / await secondsAsync(round);
                if (round >= 0)
                    rates.Add(rate);
            }

        var path = Median(grouped);
        Console.WriteLine();
        Console.WriteLine("| path | events/s | of the SQL path |");
        Console.WriteLine("|---|---:|---:|");
        Print("HTTP: POST /v1/batch, durable", http, path);
        Print($"SQL path alone: COPY, event ids, insert, {SqlBatchSize:N0} a commit", grouped, path);
        Print($"the same, {BatchSize} a commit", sql, path);
        Print($"COPY alone, {BatchSize} a commit, no index, no ids", copy, path);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"budget: HTTP at least {Budget:P0} of the SQL path: {(Median(http) >= Budget * path ? "kept" : "MISSED")}"));
        Console.WriteLine();
    }

    private static IEnumerable<NewEvent> Events(int round, int path) =>
        Load.Events(EventsOfARound, (round + WarmUps + 1) * 10 + path, 50_000);

    // Rows are made before the clock starts.
    private static List<PendingAppend> Appends(TenantId tenant, int round, int path, int size)
    {
        var ordinal = 0L;
        return [.. Events(round, path).Chunk(size).Select(batch =>
            PendingAppend.Create(tenant, new LogAppend(batch), (ordinal += size) - size).Value)];
    }

    private static async Task<double> SqlAsync(RoleDataSources roles, TenantId tenant, List<PendingAppend> appends)
    {
        var months = appends.SelectMany(append => append.Months).ToHashSet();
        await using var partitions = roles.App.CreateBatch();
        foreach (var month in months)
            partitions.BatchCommands.Add(new NpgsqlBatchCommand(EventLogSql.CreatePartition)
            {
                Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = month } },
            });
        await partitions.ExecuteNonQueryAsync();
        return await InParallelAsync(
            appends,
            async () => await EventWriteSession.OpenAsync(roles, CancellationToken.None),
            (session, append) => session.CommitAsync([append], CancellationToken.None));
    }

    private static Task<double> CopyAsync(HostProcess host, List<PendingAppend> appends) => InParallelAsync(
        appends,
        host.OpenDatabaseAsync,
        async (connection, append) =>
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                EventLogSql.Copy.Replace("incoming_events", "bench_copy", StringComparison.Ordinal));
            await copy.WriteAsync(EventWriteSession.Header);
            await copy.WriteAsync(append.Rows);
            await copy.WriteAsync(EventWriteSession.Trailer);
        });

    private static async Task<double> InParallelAsync<TSession>(
        List<PendingAppend> appends, Func<Task<TSession>> open, Func<TSession, PendingAppend, Task> write)
        where TSession : IAsyncDisposable
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => open()));
        var next = -1;
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(sessions.Select(async session =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < appends.Count;)
                await write(session, appends[i]);
        }));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        foreach (var session in sessions)
            await session.DisposeAsync();
        return seconds;
    }

    // Into an empty index of ids everything goes faster than into the one that a shop has after a year.
    private static async Task PrepareAsync(NpgsqlConnection admin, TenantId[] tenants)
    {
        await ExecuteAsync(admin,
            """
            create table if not exists bench_copy (
                tenant_id uuid, ordinal bigint, key uuid, occurred_at timestamptz, received_at timestamptz,
                client_time timestamptz, sent_at timestamptz, sequence bigint, event_id text, name text, user_id text,
                anonymous_id text, session_id text, properties jsonb, context jsonb, is_bot boolean)
            """);
        foreach (var tenant in tenants)
            await ExecuteAsync(admin, string.Create(
                CultureInfo.InvariantCulture,
                $"""
                 insert into event_ids (tenant_id, id, after)
                 select '{tenant}', gen_random_uuid(), 0 from generate_series(1, {KnownIds / tenants.Length}) order by 2
                 """));
        await ExecuteAsync(admin, "vacuum analyze event_ids");
        await ExecuteAsync(admin, "checkpoint");
    }

    private static async Task ExecuteAsync(NpgsqlConnection admin, string sql)
    {
        await using var command = new NpgsqlCommand(sql, admin) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<TenantId> TenantOfAsync(NpgsqlConnection admin, string identifier)
    {
        await using var command = new NpgsqlCommand("select id from tenants where identifier = $1", admin);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = identifier });
        return new TenantId((Guid)(await command.ExecuteScalarAsync())!);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string name, List<double> rates, double path) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {Median(rates):N0} | {Median(rates) / path:P0} |"));
}
