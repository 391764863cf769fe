using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventLocatorTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_found_by_its_id_wherever_in_the_log_and_by_its_own_tenant_alone()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.There, Events.New("e7", actor: "theirs"));
        for (var append = 0; append < 4; append++)
            await log.AppendAsync(log.Here, [.. Enumerable.Range(append * 5, 5).Select(i =>
                Events.New($"e{i}", Events.Noon.AddMonths(-i), actor: $"mine{i}") with { AnonymousId = "device" })]);

        for (var i = 0; i < 20; i++)
        {
            var stored = (await FindAsync(log, log.Here, $"e{i}"))!.Event!;
            Assert.Equal(
                (i + 1, $"e{i}", $"mine{i}", "device"),
                (stored.Event.Position, stored.Event.EventId, stored.UserId, stored.AnonymousId));
        }

        Assert.Equal("theirs", (await FindAsync(log, log.There, "e7"))!.Event!.UserId);
        Assert.Null(await FindAsync(log, log.There, "e8"));
    }

    [Theory]
    [InlineData("never-sent")]
    [InlineData("E1")]
    [InlineData("")]
    [InlineData("e1\0")]
    [InlineData("\ud800")]
    public async Task An_id_that_the_log_never_took_is_told_from_one_that_it_did(string id)
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("e1"));

        Assert.Null(await FindAsync(log, log.Here, id));
    }

    [Fact]
    public async Task A_message_that_others_overtook_between_its_id_and_its_position_is_found()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await using var other = log.OpenLog();
        await log.AppendAsync(log.Here, Events.New("first"));
        // The statement that takes "late" sees the head at 1 and waits for the one that moves it.
        Task<AppendOutcome> late;
        await using (var held = await log.Tenants.Connections.LeaseAsync(log.Here, Token))
        {
            await using var move = new NpgsqlCommand("update log_heads set head = head + 30000", held.Connection);
            await move.ExecuteNonQueryAsync(Token);
            late = log.AppendAsync(log.Here, Events.New("late"));
            await EventLogTests.WaitUntilACommitIsHeldAsync(log);
            await held.CommitAsync(Token);
        }

        Assert.Equal(30_002, (await late).Position);
        Assert.Equal(1L, await log.AsTenantAsync(log.Here, "select max(after) from event_ids"));
        Assert.Equal(30_002, (await FindAsync(log, log.Here, "late"))!.Event!.Event.Position);
    }

    [Fact]
    public async Task What_was_erased_or_has_no_noted_place_is_known_and_no_more()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("gone", actor: "u"), Events.New("old"));
        await log.AsTenantAsync(log.Here, "select erase_events(array['u'], 0)");
        await log.AsOwnerAsync(
            $"set analytics.tenant = '{log.Here.Id}'; update event_ids set after = null where id = '{KeyOf("old")}'");

        foreach (var id in new[] { "gone", "old" })
        {
            var found = await FindAsync(log, log.Here, id);
            Assert.Equal((id, null), (found!.MessageId, found.Event));
            Assert.Empty(found.Entries);
        }
    }

    [Fact]
    public async Task Entries_about_actors_are_found_by_the_message_that_they_come_from()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("an event"));
        await log.AsTenantAsync(
            log.Here,
            $$"""
            insert into event_ids (tenant_id, id, after) values ('{{log.Here.Id}}', '{{KeyOf("identify-1")}}', 1);
            insert into log_entries (tenant_id, position, kind, payload, message_id) values
                ('{{log.Here.Id}}', 2, 'merge', '{"alias": "a", "actor": "u"}', 'identify-1'),
                ('{{log.Here.Id}}', 3, 'bot', '{"actor": "u", "isBot": true}', null)
            """);

        var found = await FindAsync(log, log.Here, "identify-1");

        Assert.Null(found!.Event);
        Assert.Equal(new ActorsMerged(2, "a", "u"), Assert.Single(found.Entries));
    }

    private static Task<LocatedMessage?> FindAsync(LogFixture log, TenantScope tenant, string id) =>
        new EventLocator(log.Tenants.Connections).FindAsync(tenant, id, Token);

    private static Guid KeyOf(string id)
    {
        var key = new byte[EventKey.Length];
        EventKey.Write(id, key);
        return new Guid(key, bigEndian: true);
    }
}
