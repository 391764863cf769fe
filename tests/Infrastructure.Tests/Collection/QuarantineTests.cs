using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Jobs;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class QuarantineTests(PostgresFixture postgres)
{
    private static readonly Problem _breach =
        Problem.Invalid("PROPERTY_OUT_OF_RANGE", "The tracking plan expects more.", "properties.price");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_kept_once_as_it_was_and_by_its_tenant_alone()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        var key = Guid.CreateVersion7();
        var full = Events.New("1", actor: "ann") with
        {
            AnonymousId = "device", SessionId = "s", Sequence = 7, ClientTime = Events.Noon.AddMinutes(-1),
            SentAt = Events.Noon.AddSeconds(-1), Context = "{\"page\": {\"path\": \"/\"}}"u8.ToArray(), IsBot = true,
            Properties = "{\"price\": -1.50, \"note\": \"ä\\u0001\"}"u8.ToArray(),
        };

        var first = await quarantine.KeepAsync(log.Here, [Aside(full), Aside(full)], 3, key, Token);
        var again = await quarantine.KeepAsync(log.Here, [Aside(full)], 4, null, Token);
        await quarantine.KeepAsync(log.There, [Aside(Events.New("2"))], 1, null, Token);

        Assert.Equal([QuarantineStatus.Kept, QuarantineStatus.Kept], first);
        Assert.Equal([QuarantineStatus.Kept], again);
        var entry = Assert.Single(await ListAsync(quarantine, log.Here));
        Assert.Equal(("1", full.Name, QuarantineState.Open, 3, key, _breach),
            (entry.MessageId, entry.Name, entry.State, entry.PlanVersion, entry.KeyId!.Value, entry.Problem));
        Assert.Equal(
            full with { Properties = default, Context = default },
            entry.Event! with { Properties = default, Context = default });
        Assert.Equal("{\"note\": \"ä\\u0001\", \"price\": -1.50}", Encoding.UTF8.GetString(entry.Event.Properties.Span));
        Assert.Equal("{\"page\": {\"path\": \"/\"}}", Encoding.UTF8.GetString(entry.Event.Context.Span));
        Assert.Equal(
            new QuarantineCount("PROPERTY_OUT_OF_RANGE", full.Name, "properties.price", 1, full.ReceivedAt),
            Assert.Single(await quarantine.CountAsync(log.Here, Token)));
    }

    [Fact]
    public async Task An_event_that_came_again_and_was_accepted_closes_its_entry()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        await quarantine.KeepAsync(log.Here, [Aside(Events.New("1"))], 1, null, Token);

        await log.AppendAsync(log.Here, Events.New("1"));

        Assert.Equal(
            [QuarantineStatus.Duplicate], await quarantine.KeepAsync(log.Here, [Aside(Events.New("1"))], 1, null, Token));
        var entry = Assert.Single(await ListAsync(quarantine, log.Here));
        Assert.Equal((QuarantineState.Replayed, null), (entry.State, entry.Event));
        Assert.Empty(await ListAsync(quarantine, log.Here, new(QuarantineState.Open)));
        Assert.Empty(await quarantine.CountAsync(log.Here, Token));
        await PurgeAsync(log, quarantine, TimeProvider.System);
        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select open + (select count(event) from quarantine) from quarantine_sizes"));
    }

    [Fact]
    public async Task A_discarded_event_is_refused_when_it_comes_again_and_nothing_of_it_is_left()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        await quarantine.KeepAsync(log.Here, [Aside(Events.New("1", actor: "secret")), Aside(Events.New("2"))], 1, null, Token);
        var entry = (await ListAsync(quarantine, log.Here)).Single(one => one.MessageId == "1");

        Assert.Equal(1, await quarantine.CloseAsync(log.Here, [entry.Number], QuarantineState.Discarded, Token));
        Assert.Equal(0, await quarantine.CloseAsync(log.Here, [entry.Number], QuarantineState.Replayed, Token));
        Assert.Equal(0, await quarantine.CloseAsync(log.There, [entry.Number + 1], QuarantineState.Discarded, Token));

        Assert.Equal(
            [QuarantineStatus.Discarded],
            await quarantine.KeepAsync(log.Here, [Aside(Events.New("1", actor: "secret"))], 1, null, Token));
        Assert.False(await quarantine.MendAsync(log.Here, entry.Number, Events.New("1"), null, Token));
        Assert.Equal(1L, await log.AsTenantAsync(log.Here, "select open from quarantine_sizes"));
        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select count(*) from quarantine where quarantine::text like '%secret%'"));
    }

    [Fact]
    public async Task The_quarantine_is_bounded_also_when_many_write_at_once()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log, new QuarantineOptions { MaxEvents = 25 });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => quarantine.KeepAsync(
            log.Here, [.. Enumerable.Range(0, 10).Select(each => Aside(Events.New($"{writer}/{each}")))], 1, null, Token)));

        Assert.Equal(25, statuses.SelectMany(each => each).Count(status => status == QuarantineStatus.Kept));
        Assert.Equal(55, statuses.SelectMany(each => each).Count(status => status == QuarantineStatus.Full));
        Assert.Equal(25, (await ListAsync(quarantine, log.Here)).Count);
        var some = (await ListAsync(quarantine, log.Here)).Take(5).Select(entry => entry.Number).ToList();
        await quarantine.CloseAsync(log.Here, some, QuarantineState.Discarded, Token);
        Assert.Equal(
            [QuarantineStatus.Kept], await quarantine.KeepAsync(log.Here, [Aside(Events.New("new"))], 1, null, Token));
        Assert.Equal(
            [QuarantineStatus.Kept], await quarantine.KeepAsync(log.There, [Aside(Events.New("new"))], 1, null, Token));
    }

    [Fact]
    public async Task Entries_are_deleted_once_they_were_kept_long_enough()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        await quarantine.KeepAsync(log.Here, [Aside(Events.New("1")), Aside(Events.New("2"))], 1, null, Token);
        var number = (await ListAsync(quarantine, log.Here))[0].Number;
        await quarantine.CloseAsync(log.Here, [number], QuarantineState.Discarded, Token);

        await PurgeAsync(log, quarantine, new FakeTime(DateTimeOffset.UtcNow.AddDays(29)));
        Assert.Equal(2, (await ListAsync(quarantine, log.Here)).Count);
        await PurgeAsync(log, quarantine, new FakeTime(DateTimeOffset.UtcNow.AddDays(31)));

        Assert.Empty(await ListAsync(quarantine, log.Here));
        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select open from quarantine_sizes"));
    }

    [Fact]
    public async Task Erasing_an_actor_takes_what_was_put_aside_and_lets_nothing_more_in()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        var shared = Events.New("2", actor: "bob") with { AnonymousId = "ann" };
        await quarantine.KeepAsync(log.Here, [Aside(Events.New("1", actor: "ann")), Aside(shared)], 1, null, Token);

        Assert.True((await log.Actors.EraseAsync(log.Here, ActorId.Create("ann", "actor").Value, Token)).IsSuccess);
        var later = await quarantine.KeepAsync(
            log.Here, [Aside(Events.New("3", actor: "ann")), Aside(shared with { EventId = "4" })], 1, null, Token);

        Assert.Equal([QuarantineStatus.ActorErased, QuarantineStatus.Kept], later);
        var entries = await ListAsync(quarantine, log.Here);
        Assert.Equal(["4", "2"], entries.Select(entry => entry.MessageId));
        Assert.All(entries, entry => Assert.Null(entry.Event!.AnonymousId));
        Assert.Equal(0L, await log.AsTenantAsync(log.Here, "select count(*) from quarantine where quarantine::text like '%ann%'"));
        Assert.Equal(2L, await log.AsTenantAsync(log.Here, "select open from quarantine_sizes"));
    }

    [Fact]
    public async Task Nothing_is_kept_of_somebody_who_opted_out()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        Assert.True(await log.OptOuts.OptOutAsync(log.Here, ActorId.Create("ann", "actor").Value, Token));

        Assert.Equal(
            [QuarantineStatus.ActorOptedOut],
            await Open(log).KeepAsync(log.Here, [Aside(Events.New("1", actor: "ann"))], 1, null, Token));
    }

    [Fact]
    public async Task A_mended_event_takes_the_place_of_the_broken_one()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var quarantine = Open(log);
        await quarantine.KeepAsync(log.Here, [Aside(Events.New("1"))], 1, null, Token);
        var entry = Assert.Single(await ListAsync(quarantine, log.Here));

        Assert.True(await quarantine.MendAsync(log.Here, entry.Number, entry.Event! with { Name = "renamed" }, null, Token));

        var mended = Assert.Single(await ListAsync(quarantine, log.Here, new(QuarantineState.Open, Name: "renamed")));
        Assert.Null(mended.Problem);
        Assert.Equal(entry.Event!.OccurredAt, mended.Event!.OccurredAt);
        Assert.Null(Assert.Single(await quarantine.CountAsync(log.Here, Token)).Code);
    }

    private static QuarantinedEvent Aside(NewEvent one) => new(one, _breach);

    private static Quarantine Open(LogFixture log, QuarantineOptions? options = null) =>
        new(log.Tenants.Connections, Options.Create(options ?? new QuarantineOptions()));

    private static Task<IReadOnlyList<QuarantineEntry>> ListAsync(
        Quarantine quarantine, TenantScope tenant, QuarantineFilter? filter = null) =>
        quarantine.ListAsync(tenant, filter ?? new QuarantineFilter(), null, 100, Token);

    private static Task PurgeAsync(LogFixture log, Quarantine quarantine, TimeProvider clock) => new PurgeQuarantineJob(
        new OpenTenant(log.Tenants.Store), quarantine, Options.Create(new QuarantineOptions()), clock,
        new JobRuns(log.Tenants.Connections, new JobHistory(log.Tenants.Connections, clock), clock),
        NullLogger<PurgeQuarantineJob>.Instance)
        .PurgeAsync(log.Here, Token);
}
