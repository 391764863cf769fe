using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Infrastructure.Collection;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Identity;

public sealed class ActorLogTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_becomes_known_of_actors_stands_among_the_events_and_the_other_tenant_sees_nothing()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var at = new DateTimeOffset(2024, 3, 1, 12, 0, 0, 7, TimeSpan.Zero);
        await log.AppendAsync(log.Here, Events.New("1", actor: "a"));

        Assert.Equal(2, (await log.Actors.MergeAsync(log.Here, Id("a"), Id("b"), Token)).Value);
        Assert.Equal(3, (await log.Actors.TagBotAsync(log.Here, new BotTag(Id("é"), true), Token)).Value);
        var changes = PropertyChanges.Create(
            at.AddTicks(9), ActorPropertyChange.SetOnce, """{"plan":"pro","n":0.10}"""u8.ToArray()).Value;
        Assert.Equal(4, (await log.Actors.ChangeAsync(log.Here, Id("a"), [changes], Token)).Value);
        Assert.Equal(5, (await log.Actors.SplitAsync(log.Here, Id("a"), Token)).Value);
        await log.AppendAsync(log.Here, Events.New("2", actor: "a") with { IsBot = true });

        var entries = await log.EntriesAsync(log.Here);
        Assert.Equal([1, 2, 3, 4, 5, 6], entries.Select(entry => entry.Position));
        Assert.Equal(new ActorsMerged(2, "a", "b"), entries[1]);
        Assert.Equal(new ActorTaggedBot(3, "é", true), entries[2]);
        var changed = Assert.IsType<ActorPropertiesChanged>(entries[3]);
        Assert.Equal(("a", at, ActorPropertyChange.SetOnce), (changed.Actor, changed.At, changed.Change));
        Assert.Equal("""{"n": 0.10, "plan": "pro"}""", Encoding.UTF8.GetString(changed.Properties.Span));
        Assert.Equal(new ActorsSplit(5, "a"), entries[4]);
        Assert.Equal([false, true], entries.OfType<LoggedEvent>().Select(entry => entry.IsBot));
        Assert.Equal([3, 4], (await log.EntriesAsync(log.Here, after: 2, limit: 2)).Select(entry => entry.Position));
        Assert.Empty(await log.EntriesAsync(log.There));
        Assert.Equal(1, (await log.Actors.MergeAsync(log.There, Id("a"), Id("c"), Token)).Value);
    }

    [Fact]
    public async Task What_would_change_nothing_is_not_written()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.Actors.MergeAsync(log.Here, Id("a"), Id("b"), Token);
        await log.Actors.MergeAsync(log.Here, Id("b"), Id("c"), Token);
        await log.Actors.TagBotAsync(log.Here, new BotTag(Id("a"), true), Token);

        var heads = new[]
        {
            await log.Actors.MergeAsync(log.Here, Id("a"), Id("d"), Token),
            await log.Actors.MergeAsync(log.Here, Id("c"), Id("a"), Token),
            await log.Actors.MergeAsync(log.Here, Id("x"), Id("x"), Token),
            await log.Actors.SplitAsync(log.Here, Id("c"), Token),
            await log.Actors.TagBotAsync(log.Here, new BotTag(Id("a"), true), Token),
            await log.Actors.TagBotAsync(log.Here, new BotTag(Id("b"), null), Token),
        };

        Assert.All(heads, head => Assert.Equal(3, head.Value));
        Assert.Equal(3, (await log.EntriesAsync(log.Here)).Count);
        Assert.Equal(4, (await log.Actors.TagBotAsync(log.Here, new BotTag(Id("a"), false), Token)).Value);
        Assert.Equal(5, (await log.Actors.SplitAsync(log.Here, Id("a"), Token)).Value);
        Assert.Equal(6, (await log.Actors.MergeAsync(log.Here, Id("a"), Id("d"), Token)).Value);
    }

    /// <summary>What was asked for, what was written and the merges that the database keeps mean the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_changes_mean_what_the_domain_says_also_after_erasures(int seed)
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var random = new Random(seed);
        var (ids, asked) = (Enumerable.Range(0, 8).Select(number => $"id-{number}").ToList(), new IdentityState());
        for (var change = 0; change < 80; change++)
        {
            var (one, other) = (ids[random.Next(ids.Count)], ids[random.Next(ids.Count)]);
            switch (random.Next(25))
            {
                case 0:
                    await log.Actors.EraseAsync(log.Here, Id(one), Token);
                    foreach (var erased in (await log.EntriesAsync(log.Here)).OfType<ActorErased>())
                        asked.Apply(erased);
                    break;
                case < 9:
                    await log.Actors.SplitAsync(log.Here, Id(one), Token);
                    asked.Apply(new ActorsSplit(0, one));
                    break;
                default:
                    await log.Actors.MergeAsync(log.Here, Id(one), Id(other), Token);
                    asked.Apply(new ActorsMerged(0, one, other));
                    break;
            }

            var written = IdentityState.After(await log.EntriesAsync(log.Here));
            Assert.Equal(
                ids.Select(id => (asked.ActorOf(id), asked.IsErased(id))),
                ids.Select(id => (written.ActorOf(id), written.IsErased(id))));
        }
        var state = IdentityState.After(await log.EntriesAsync(log.Here));
        Assert.Equal(
            (long)ids.Count(id => state.ActorOf(id) != id),
            await log.AsTenantAsync(log.Here, "select count(*) from actor_links"));
    }

    /// <summary>Senders of events and of merges of one tenant beside a reader that tails.</summary>
    [Fact]
    public async Task Positions_of_events_and_entries_are_dense_together_and_a_tailing_reader_misses_none()
    {
        const int Each = 120;
        await using var log = await LogFixture.CreateAsync(postgres, new EventLogOptions { Writers = 3, CommitSize = 20 });
        using var done = new CancellationTokenSource();
        var tail = TailAsync(log, done.Token);

        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 3).Select(sender => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                    await log.AppendAsync(log.Here, Events.New($"{sender}/{i}", actor: $"a{i}"));
            })),
            .. Enumerable.Range(0, 3).Select(sender => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                    await log.Actors.MergeAsync(log.Here, Id($"alias{sender}/{i}"), Id($"a{i}"), Token);
            })),
        ]);
        await done.CancelAsync();

        var seen = await tail;
        Assert.Equal(Enumerable.Range(1, 6 * Each).Select(position => (long)position), seen.Select(entry => entry.Position));
        Assert.Equal(3 * Each, seen.OfType<LoggedEvent>().Select(entry => entry.EventId).Distinct().Count());
        Assert.Equal(3 * Each, seen.OfType<ActorsMerged>().Select(entry => entry.Alias).Distinct().Count());
    }

    [Fact]
    public async Task Those_who_wait_for_the_log_are_told_of_its_growth()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var (here, there) = (log.Heads.NextAsync(log.Here.Id), log.Heads.NextAsync(log.There.Id));

        await log.Actors.MergeAsync(log.Here, Id("a"), Id("b"), Token);

        Assert.True(here.IsCompletedSuccessfully);
        Assert.False(there.IsCompleted);
    }

    internal static ActorId Id(string id) => ActorId.Create(id, "id").Value;

    private static async Task<List<LogEntry>> TailAsync(LogFixture log, CancellationToken done)
    {
        var seen = new List<LogEntry>();
        while (true)
        {
            var last = done.IsCancellationRequested;
            var page = await log.EntriesAsync(log.Here, seen.Count == 0 ? 0 : seen[^1].Position, limit: 50);
            seen.AddRange(page);
            if (last && page.Count == 0)
                return seen;
        }
    }
}
