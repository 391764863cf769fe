using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Quality;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Quality;

public sealed class LogSealsTests(PostgresFixture postgres)
{
    private static readonly DateOnly _first = new(2024, 3, 1);
    private static readonly DateOnly _last = new(2024, 3, 4);
    private static readonly DateTimeOffset _end = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_are_sealed_when_they_are_over_and_their_rows_are_found_as_they_were()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        var seals = Seals(log);

        Assert.Equal(2_004, await seals.SealAsync(log.Here, _end, Token));
        Assert.Equal(0, await seals.SealAsync(log.Here, _end, Token));
        var verified = await seals.VerifyAsync(log.Here, _first, _last, 0, 1_000_000, Token);
        var days = await seals.DaysAsync(log.Here, null, 10, Token);

        Assert.Equal((2_004, 2_004, true, 0), (verified.Positions, verified.Through, verified.Complete, verified.FaultCount));
        Assert.Equal(
            ["2024-03-03 2001-2004 3", "2024-03-02 1-2000 2000"],
            days.Select(day => $"{day.Day:yyyy-MM-dd} {day.FirstPosition}-{day.LastPosition} {day.Rows}"));
        Assert.All(days, day => Assert.Equal(64, day.Checksum.Length));
        Assert.All(days, day => Assert.NotNull(day.VerifiedAt));
        Assert.Equal(days[1], Assert.Single(await seals.DaysAsync(log.Here, new(2024, 3, 3), 10, Token)));
        Assert.Empty(await seals.DaysAsync(log.There, null, 10, Token));
        // The fourth of March is not over; it follows when it is.
        Assert.Equal(1, await seals.SealAsync(log.Here, _end.AddDays(1), Token));
    }

    [Fact]
    public async Task A_row_that_was_changed_deleted_or_added_in_the_database_is_found_and_named()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        await FillAsync(log, log.There);
        var seals = Seals(log);
        await seals.SealAsync(log.Here, _end, Token);
        await seals.SealAsync(log.There, _end, Token);

        await TamperAsync(log, log.Here, "update events set properties = '{\"total\": 2}' where position = 1500");
        await TamperAsync(log, log.Here, "update events set occurred_at = occurred_at + interval '1 ms' where position = 7");
        await TamperAsync(log, log.Here, "delete from events where position = 2001");
        await TamperAsync(log, log.Here, """
            insert into events (tenant_id, position, occurred_at, received_at, event_id, name, properties)
            select tenant_id, 2003, occurred_at, received_at, 'smuggled', name, properties from events where position = 1
            """);
        var verified = await seals.VerifyAsync(log.Here, _first, _last, 0, 1_000_000, Token);

        Assert.Equal(
            [
                new LogFault(new(2024, 3, 2), 7, LogFaultKind.Changed),
                new LogFault(new(2024, 3, 2), 1500, LogFaultKind.Changed),
                new LogFault(new(2024, 3, 3), 2001, LogFaultKind.Deleted),
                new LogFault(new(2024, 3, 3), 2003, LogFaultKind.Added),
            ],
            verified.Faults);
        Assert.Equal([2, 2], (await seals.DaysAsync(log.Here, null, 10, Token)).Select(day => day.Faults));
        Assert.Equal(0, (await seals.VerifyAsync(log.There, _first, _last, 0, 1_000_000, Token)).FaultCount);
        Assert.Equal(2, (await seals.VerifyAsync(log.Here, new(2024, 3, 3), _last, 0, 1_000_000, Token)).FaultCount);
    }

    [Fact]
    public async Task What_an_erasure_took_away_or_changed_is_no_fault()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        await log.AppendAsync(log.Here, Received("device", 2, "cyd") with { AnonymousId = "ann" });
        var seals = Seals(log);
        await seals.SealAsync(log.Here, _end.AddDays(2), Token);

        await log.Actors.EraseAsync(log.Here, ActorId.Create("ann", "actor").Value, Token);

        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select count(*) from events where user_id = 'ann'"));
        Assert.Equal(0, (await seals.VerifyAsync(log.Here, _first, new(2024, 3, 9), 0, 1_000_000, Token)).FaultCount);
        await TamperAsync(log, log.Here, "update events set name = 'x' where event_id = 'device'");
        Assert.Equal(
            LogFaultKind.Changed,
            Assert.Single((await seals.VerifyAsync(log.Here, _first, new(2024, 3, 9), 0, 1_000_000, Token)).Faults).Kind);
    }

    [Fact]
    public async Task The_pieces_that_nobody_looked_at_for_longest_come_first()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        var seals = Seals(log);
        await seals.SealAsync(log.Here, _end, Token);

        Assert.Equal((1_000, 1_000L), await OldestAsync(1_000));
        Assert.Equal((1_004, 2_004L), await OldestAsync(2_000));
        Assert.Equal((1_000, 1_000L), await OldestAsync(1_000));

        async Task<(long, long)> OldestAsync(long limit)
        {
            var found = await seals.VerifyOldestAsync(log.Here, limit, Token);
            return (found.Positions, found.Through);
        }
    }

    private static LogSeals Seals(LogFixture log) =>
        new(log.Tenants.Connections, TimeProvider.System, NullLogger<LogSeals>.Instance);

    // 2,000 events on 2 March, then an entry without an event on its day, three events on 3 March, one on 4 March.
    private static async Task FillAsync(LogFixture log, TenantScope tenant)
    {
        await log.AppendAsync(tenant, [.. Enumerable.Range(0, 2_000).Select(i => Received($"e{i}", 2, i % 9 == 0 ? "ann" : "bob"))]);
        await log.AppendAsync(tenant, Received("f1", 3, "ann"), Received("f2", 3, "bob"));
        await log.Actors.TagBotAsync(tenant, new BotTag(ActorId.Create("robot", "actor").Value, true), Token);
        await TamperAsync(log, tenant, "update log_entries set recorded_at = '2024-03-03T10:00:00Z'");
        await log.AppendAsync(tenant, Received("f3", 3, "bob"));
        await log.AppendAsync(tenant, Received("g", 4, "bob"));
    }

    private static NewEvent Received(string id, int day, string actor) =>
        Events.New(id, actor: actor, properties: """{"total": 1}""") with
        {
            ReceivedAt = new DateTimeOffset(2024, 3, day, 12, 0, 0, TimeSpan.Zero),
        };

    private static async Task TamperAsync(LogFixture log, TenantScope tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(log.Tenants.OwnerConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            "set role analytics_owner; select set_config('analytics.tenant', '" + tenant.Id + "', false);" + sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
