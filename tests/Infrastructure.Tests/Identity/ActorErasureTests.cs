using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;
using static Analytics.Infrastructure.Tests.Identity.ActorLogTests;

namespace Analytics.Infrastructure.Tests.Identity;

public sealed class ActorErasureTests(PostgresFixture postgres)
{
    private static readonly string[] _tables =
    [
        "events", "log_entries", "actor_links", "erased_actors", "erasure_keys", "event_ids", "log_heads",
        "identified_actors", "opted_out_actors", "groups", "snapshot_actors",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_actor_goes_with_all_its_ids_in_every_month_and_no_row_names_it()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        await FillAsync(log, log.There);

        var head = (await log.Actors.EraseAsync(log.Here, Id("secret-b"), Token)).Value;

        Assert.Equal(["keep"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
        var entries = await log.EntriesAsync(log.Here);
        Assert.Equal(new ActorsMerged(10, "d", "keep"), Assert.Single(entries.OfType<ActorsMerged>()));
        Assert.Empty(entries.OfType<ActorPropertiesChanged>());
        Assert.Equal(3, entries.OfType<ActorErased>().Count());
        Assert.Equal(head, entries[^1].Position);
        var state = IdentityState.After(entries);
        Assert.Equal(
            [true, true, true, false, false],
            new[] { "secret-a", "secret-b", "secret-c", "d", "keep" }.Select(state.IsErased));
        Assert.Empty(await TablesWithSecretsAsync(log, log.Here));
        Assert.Equal(["events", "log_entries", "actor_links"], await TablesWithSecretsAsync(log, log.There));
        Assert.Equal(10, (await log.EntriesAsync(log.There)).Count);
    }

    [Fact]
    public async Task Nothing_of_somebody_erased_is_taken_again()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("1", actor: "ann"), Events.New("2", actor: "bob"));
        var head = (await log.Actors.EraseAsync(log.Here, Id("ann"), Token)).Value;

        var outcome = await log.AppendAsync(
            log.Here,
            Events.New("1", actor: "ann"),
            Events.New("2", actor: "bob"),
            Events.New("3", actor: "ann"),
            Events.New("4") with { AnonymousId = "ann" },
            Events.New("5", actor: "bob") with { AnonymousId = "ann" });
        var merge = await log.Actors.MergeAsync(log.Here, Id("bob"), Id("ann"), Token);
        var change = await log.Actors.ChangeAsync(
            log.Here, Id("ann"),
            [PropertyChanges.Create(Events.Noon, ActorPropertyChange.Set, "{}"u8.ToArray()).Value], Token);

        Assert.Equal([false, false, false, false, true], outcome.Accepted);
        Assert.Equal(
            [AppendStatus.ActorErased, AppendStatus.Duplicate, AppendStatus.ActorErased, AppendStatus.ActorErased,
                AppendStatus.Written],
            outcome.Events);
        Assert.Equal(head + 1, outcome.Position);
        Assert.Equal(("ACTOR_ERASED", "ACTOR_ERASED"), (merge.Problem!.Code, change.Problem!.Code));
        Assert.Equal(["2", "5"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select count(*) from events where anonymous_id is not null"));
        Assert.Equal([true], (await log.AppendAsync(log.There, Events.New("1", actor: "ann"))).Accepted);
    }

    [Fact]
    public async Task Tenants_have_secrets_of_their_own()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.Actors.EraseAsync(log.Here, Id("ann"), Token);
        await log.Actors.EraseAsync(log.There, Id("ann"), Token);

        var here = Assert.IsType<ActorErased>(Assert.Single(await log.EntriesAsync(log.Here)));
        var there = Assert.IsType<ActorErased>(Assert.Single(await log.EntriesAsync(log.There)));

        Assert.Equal(ErasedId.Hash(here.Key.Span, "ann"), here.Hash.ToArray());
        Assert.NotEqual(here.Hash.ToArray(), there.Hash.ToArray());
    }

    [Fact]
    public async Task An_erasure_that_is_cut_off_changes_nothing_and_may_be_asked_for_again()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await FillAsync(log, log.Here);
        var before = await log.EntriesAsync(log.Here);
        await using (await log.HoldCommitsAsync(log.Here))
        {
            var cut = log.Actors.EraseAsync(log.Here, Id("secret-a"), Token);
            await EventLogTests.WaitUntilACommitIsHeldAsync(log);
            await log.AsOwnerAsync(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """);
            await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => cut);
        }

        Assert.Equal(
            before.Select(entry => entry.Position), (await log.EntriesAsync(log.Here)).Select(entry => entry.Position));
        Assert.Equal([true], (await log.AppendAsync(log.Here, Events.New("more", actor: "secret-a"))).Accepted);
        await log.Actors.EraseAsync(log.Here, Id("secret-a"), Token);
        Assert.Equal(["keep"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
        // Once more is nothing more.
        var head = await log.Reader.HeadAsync(log.Here, Token);
        Assert.Equal(head, (await log.Actors.EraseAsync(log.Here, Id("secret-a"), Token)).Value);
    }

    /// <summary>Senders who never rest while their actor is erased: what was acknowledged before is gone, too.</summary>
    [Fact]
    public async Task No_event_slips_in_beside_an_erasure()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("first", actor: "ann"));
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(async () =>
        {
            var accepted = 0;
            for (var i = 0; !stop.IsCancellationRequested; i++)
                accepted += (await log.AppendAsync(
                    log.Here, Events.New($"{sender}/{i}", actor: "ann"))).Accepted.Count(written => written);
            return accepted;
        })).ToList();
        while (await log.Reader.HeadAsync(log.Here, Token) < 50)
            await Task.Delay(1, Token);

        await log.Actors.EraseAsync(log.Here, Id("ann"), Token);
        await Task.Delay(50, Token);
        await stop.CancelAsync();

        Assert.True((await Task.WhenAll(senders)).Sum() >= 49);
        Assert.IsType<ActorErased>(Assert.Single(await log.EntriesAsync(log.Here)));
    }

    [Fact]
    public async Task The_app_may_not_delete_events_itself()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await using var lease = await log.Tenants.Connections.LeaseAsync(log.Here, Token);
        await using var command = new Npgsql.NpgsqlCommand("delete from events", lease.Connection);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(Token));

        Assert.Equal("42501", refused.SqlState);
    }

    private static async Task<List<string>> TablesWithSecretsAsync(LogFixture log, Domain.Tenancy.TenantScope tenant)
    {
        var found = new List<string>();
        foreach (var table in _tables)
            if (await log.AsTenantAsync(tenant, $"select count(*) from {table} as row where row::text like '%secret%'") is > 0L)
                found.Add(table);
        return found;
    }

    // Nine entries of one actor under three ids, and another's.
    private static async Task FillAsync(LogFixture log, Domain.Tenancy.TenantScope tenant)
    {
        var properties = """{"mail":"secret@example.com"}""";
        await log.AppendAsync(
            tenant,
            Events.New("1", Events.Noon, actor: "secret-a", properties: properties),
            Events.New("2", Events.Noon.AddMonths(-7), actor: "secret-b"),
            Events.New("3", Events.Noon.AddMonths(1)) with { AnonymousId = "secret-c" },
            Events.New("keep", actor: "keep") with { AnonymousId = "secret-c" });
        await log.Actors.MergeAsync(tenant, Id("secret-c"), Id("secret-a"), Token);
        await log.Actors.MergeAsync(tenant, Id("secret-a"), Id("secret-b"), Token);
        await log.Actors.TagBotAsync(tenant, new BotTag(Id("secret-c"), true), Token);
        await log.Actors.ChangeAsync(
            tenant, Id("secret-b"),
            [PropertyChanges.Create(
                Events.Noon, ActorPropertyChange.Set, System.Text.Encoding.UTF8.GetBytes(properties)).Value], Token);
        await log.AppendAsync(tenant, Events.New("4", Events.Noon.AddMonths(-1), actor: "secret-a"));
        await log.Actors.MergeAsync(tenant, Id("d"), Id("keep"), Token);
    }
}
