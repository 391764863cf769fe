using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;
using static Analytics.Infrastructure.Tests.Identity.ActorLogTests;

namespace Analytics.Infrastructure.Tests.Identity;

public sealed class ActorStatementTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_are_written_with_the_events_of_their_append_and_counted_once()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var statements = new[]
        {
            Said("m1", "ann", alias: "device") with { Changes = [Set("""{"plan":"pro"}"""), Add("""{"visits":1}""")] },
            Said("m1", "bob"),
        };

        var first = await AppendAsync(log, log.Here, [Events.New("1"), Events.New("m2")], statements);
        var again = await AppendAsync(log, log.Here, [Events.New("m1")], [statements[0], Said("m2", "x", alias: "y")]);

        Assert.Equal([AppendStatus.Written, AppendStatus.Written], first.Events);
        Assert.Equal([AppendStatus.Written, AppendStatus.Duplicate], first.Actors);
        Assert.Equal([AppendStatus.Duplicate], again.Events);
        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Duplicate], again.Actors);
        Assert.Equal((5, 5), (first.Position, again.Position));
        var entries = await log.EntriesAsync(log.Here);
        Assert.Equal([1, 2, 3, 4, 5], entries.Select(entry => entry.Position));
        Assert.Equal(new ActorsMerged(3, "device", "ann"), entries[2]);
        Assert.Equal(
            [("ann", ActorPropertyChange.Set, """{"plan": "pro"}"""), ("ann", ActorPropertyChange.Increment, """{"visits": 1}""")],
            entries.OfType<ActorPropertiesChanged>()
                .Select(entry => (entry.Actor, entry.Change, Encoding.UTF8.GetString(entry.Properties.Span))));
        Assert.Equal(3L, await log.AsTenantAsync(log.Here, "select count(*) from log_entries where message_id = 'm1'"));
        Assert.Empty(await log.EntriesAsync(log.There));
    }

    [Fact]
    public async Task No_message_takes_a_person_or_what_is_somebodys_to_another()
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        var outcome = await AppendAsync(
            log, log.Here, [],
            [
                Said("1", "ann", alias: "device"),
                Said("2", "bob", alias: "device"),   // a second person on the device
                Said("3", "ann", alias: "device"),   // the first comes back
                Said("4", "bob", alias: "ann"),      // a person
                Said("5", "ann", alias: "ann"),
                Said("6", "tablet", alias: "phone") with { NamesPerson = false },
                Said("7", "bob", alias: "tablet"),
                Said("8", "eve", alias: "nobody"),
                Said("9", "phone"),                  // turns out to be a person's name
                Said("10", "eve", alias: "phone"),
            ]);

        Assert.Equal(
            [
                AppendStatus.Written, AppendStatus.NotMerged, AppendStatus.Written, AppendStatus.NotMerged,
                AppendStatus.Written, AppendStatus.Written, AppendStatus.Written, AppendStatus.Written,
                AppendStatus.Written, AppendStatus.NotMerged,
            ],
            outcome.Actors);
        Assert.Equal(
            (ActorsMerged[])[new(1, "device", "ann"), new(2, "phone", "tablet"), new(3, "tablet", "bob"), new(4, "nobody", "eve")],
            (await log.EntriesAsync(log.Here)).Cast<ActorsMerged>());
        Assert.Equal(5, (await log.Actors.MergeAsync(log.Here, Id("ann"), Id("bob"), Token)).Value);
    }

    [Fact]
    public async Task An_id_that_carries_a_person_along_is_not_merged_by_a_message()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await AppendAsync(
            log, log.Here, [], [Said("1", "b", alias: "a") with { NamesPerson = false }, Said("2", "a")]);

        var outcome = await AppendAsync(log, log.Here, [], [Said("3", "eve", alias: "b")]);

        Assert.Equal([AppendStatus.NotMerged], outcome.Actors);
        Assert.Equal(new ActorsMerged(1, "a", "b"), Assert.Single(await log.EntriesAsync(log.Here)));
    }

    [Fact]
    public async Task Nothing_is_taken_of_who_opted_out_until_he_opts_in_again()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await AppendAsync(log, log.Here, [Events.New("0", actor: "device")], [Said("m0", "ann", alias: "device")]);

        Assert.True(await log.OptOuts.OptOutAsync(log.Here, Id("device"), Token));
        Assert.False(await log.OptOuts.OptOutAsync(log.Here, Id("ann"), Token));
        var outcome = await AppendAsync(
            log, log.Here,
            [Events.New("0", actor: "ann"), Events.New("1", actor: "ann"), Events.New("2") with { AnonymousId = "device" },
                Events.New("3", actor: "bob") with { AnonymousId = "device" }],
            [Said("m1", "ann") with { Changes = [Set("""{"a":1}""")] }, Said("m2", "bob", alias: "device"), Said("m3", "bob")]);

        Assert.Equal(
            [AppendStatus.ActorOptedOut, AppendStatus.ActorOptedOut, AppendStatus.ActorOptedOut, AppendStatus.Written],
            outcome.Events);
        Assert.Equal([AppendStatus.ActorOptedOut, AppendStatus.NotMerged, AppendStatus.Written], outcome.Actors);
        Assert.Equal(0L, await log.AsTenantAsync(
            log.Here, "select count(*) from events where user_id = 'bob' and anonymous_id is not null"));
        Assert.Equal(2, (await log.ReadAsync(log.Here)).Count);
        Assert.Equal("ACTOR_OPTED_OUT", (await log.Actors.MergeAsync(log.Here, Id("bob"), Id("ann"), Token)).Problem!.Code);
        Assert.True(await log.OptOuts.IsOptedOutAsync(log.Here, Id("ann"), Token));
        Assert.False(await log.OptOuts.IsOptedOutAsync(log.Here, Id("bob"), Token));
        Assert.False(await log.OptOuts.IsOptedOutAsync(log.There, Id("ann"), Token));
        Assert.Equal([true], (await log.AppendAsync(log.There, Events.New("1", actor: "ann"))).Accepted);

        Assert.True(await log.OptOuts.OptInAsync(log.Here, Id("ann"), Token));
        Assert.False(await log.OptOuts.OptInAsync(log.Here, Id("ann"), Token));
        Assert.Equal([true, true], (await log.AppendAsync(
            log.Here, Events.New("1", actor: "ann"), Events.New("2") with { AnonymousId = "device" })).Accepted);
    }

    [Fact]
    public async Task Of_somebody_erased_no_statement_is_taken()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await AppendAsync(log, log.Here, [], [Said("1", "secret-ann", alias: "secret-device")]);
        await log.Actors.EraseAsync(log.Here, Id("secret-ann"), Token);

        var outcome = await AppendAsync(
            log, log.Here, [], [Said("2", "secret-ann"), Said("3", "bob", alias: "secret-device") with { Changes = [Set("""{"a":1}""")] }]);

        Assert.Equal([AppendStatus.ActorErased, AppendStatus.NotMerged], outcome.Actors);
        Assert.Single((await log.EntriesAsync(log.Here)).OfType<ActorPropertiesChanged>());
        foreach (var table in (string[])["log_entries", "actor_links", "identified_actors", "opted_out_actors"])
            Assert.Equal(0L, await log.AsTenantAsync(
                log.Here, $"select count(*) from {table} as row where row::text like '%secret%'"));
    }

    [Fact]
    public async Task Traits_of_a_group_are_those_of_the_latest_message_in_whatever_order_they_come()
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        await AppendAsync(
            log, log.Here, [],
            [
                Said("1", "ann") with { Group = Group("acme", """{"plan":"pro","seats":5}""", 2) },
                Said("2", "bob") with { Group = Group("acme", """{"plan":"free","city":"Kigali"}""", 1) },
                Said("3", "bob") with { Group = Group("acme", """{"seats":6}""", 3) },
            ]);

        Assert.Equal(
            """{"city": "Kigali", "plan": "pro", "seats": 6}""",
            await log.AsTenantAsync(log.Here, "select traits::text from groups where id = 'acme'"));
        Assert.Equal(0L, await log.AsTenantAsync(log.There, "select count(*) from groups"));
    }

    /// <summary>Two nodes write the same messages of two tenants at the same time, as events and as statements.</summary>
    [Fact]
    public async Task The_same_messages_at_two_nodes_at_once_are_taken_once_and_nobody_waits_for_ever()
    {
        const int Messages = 60;
        await using var log = await LogFixture.CreateAsync(postgres, new EventLogOptions { Writers = 2, CommitSize = 8 });
        await using var other = log.OpenLog(new EventLogOptions { Writers = 2, CommitSize = 8 });
        var sent = Enumerable.Range(0, Messages).Select(i => new LogAppend([Events.New($"e{i}"), Events.New($"m{Messages - i}")])
        {
            Actors = [Said($"m{i}", "ann", alias: $"d{i}") with { Changes = [Add("""{"visits":1}""")] }, Said($"e{Messages - i}", "bob")],
        }).ToList();

        await Task.WhenAll(new IEventLog[] { log.Log, other }.SelectMany(node => sent.Select(
            (append, i) => node.AppendAsync(i % 2 == 0 ? log.Here : log.There, append, Token))));

        foreach (var tenant in (TenantScope[])[log.Here, log.There])
        {
            var entries = await log.EntriesAsync(tenant);
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(position => (long)position), entries.Select(entry => entry.Position));
            Assert.Equal(entries.OfType<ActorsMerged>().Count(), entries.OfType<ActorsMerged>().DistinctBy(merge => merge.Alias).Count());
            Assert.Equal(entries.OfType<ActorsMerged>().Count(), entries.OfType<ActorPropertiesChanged>().Count());
            Assert.Equal(entries.OfType<LoggedEvent>().Count(), entries.OfType<LoggedEvent>().DistinctBy(entry => entry.EventId).Count());
        }
    }

    /// <summary>What is written means what the domain says of all that was asked for, persons left where they are.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_statements_mean_what_the_domain_says(int seed)
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 12).Select(number => $"id-{number}").ToList();
        var (asked, persons, links) = (new IdentityState(), new HashSet<string>(), new Dictionary<string, string>());
        for (var round = 0; round < 20; round++)
        {
            var statements = Enumerable.Range(0, 4).Select(i => Said(
                $"{round}/{i}", ids[random.Next(6)], ids[random.Next(ids.Count)]) with { NamesPerson = random.Next(3) > 0 }).ToList();
            foreach (var said in statements)
            {
                if (said.NamesPerson)
                    persons.Add(said.Actor.Value);
                var alias = said.Alias!.Value;
                if (persons.Any(person => Chain(person).Contains(alias)))
                    continue;
                asked.Apply(new ActorsMerged(0, alias, said.Actor.Value));
                if (!links.ContainsKey(alias) && !Chain(said.Actor.Value).Contains(alias))
                    links.Add(alias, said.Actor.Value);
            }
            await AppendAsync(log, log.Here, [], statements);

            var written = IdentityState.After(await log.EntriesAsync(log.Here));
            Assert.Equal(ids.Select(asked.ActorOf), ids.Select(written.ActorOf));
        }

        List<string> Chain(string id) => links.TryGetValue(id, out var next) ? [id, .. Chain(next)] : [id];
    }

    private static async Task<AppendOutcome> AppendAsync(
        LogFixture log, TenantScope tenant, IReadOnlyList<NewEvent> events, IReadOnlyList<NewActorEntry> statements) =>
        (await log.Log.AppendAsync(tenant, new LogAppend(events) { Actors = statements }, Token)).Value;

    private static NewActorEntry Said(string message, string actor, string? alias = null) =>
        new(message, Id(actor), Events.Noon) { Alias = alias is null ? null : Id(alias), NamesPerson = true };

    private static GroupTraits Group(string id, string traits, int day) =>
        new(Id(id), Encoding.UTF8.GetBytes(traits), Events.Noon.AddDays(day));

    private static PropertyChanges Set(string json) => Change(ActorPropertyChange.Set, json);

    private static PropertyChanges Add(string json) => Change(ActorPropertyChange.Increment, json);

    private static PropertyChanges Change(ActorPropertyChange change, string json) =>
        PropertyChanges.Create(Events.Noon, change, Encoding.UTF8.GetBytes(json)).Value;
}
