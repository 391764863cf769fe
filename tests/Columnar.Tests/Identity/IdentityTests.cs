using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Tests.Identity;

/// <summary>Whose events are whose in the engine, against the log read by plain LINQ.</summary>
public sealed class IdentityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Random_logs_give_everybody_the_events_that_the_log_says_over_merges_and_restarts()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            output.WriteLine($"seed {seed}");
            await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}");
            var log = new RandomLog(seed, ids: 4 + (seed * 3), seconds: 30);
            for (var part = 0; part < 8; part++)
            {
                await running.AppendAsync(tenant, log.Take(1 + (seed * 10)));
                await AgreeAsync(running, tenant);
                if (part % 3 == 2)
                {
                    await running.RestartAsync();
                    await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);
                    await AgreeAsync(running, tenant);
                }
            }
            await running.FlushedAsync(tenant);
            await AgreeAsync(running, tenant);
        }
    }

    [Fact]
    public async Task A_file_that_was_arranged_by_entries_which_a_restart_lost_is_read_by_their_new_codes()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 1_000, batchRows: 1_000);
        var tenant = await running.Tenants.AddAsync("tenant");
        var events = new RandomLog(7, ids: 4, seconds: 20).Take(200).OfType<LoggedEvent>().ToList();
        await running.AppendAsync(tenant, events);
        await running.FlushedAsync(tenant);

        // "late" gets a code before the others do; when both batches come at once after the restart, after them.
        await running.AppendAsync(tenant, new ActorsMerged(0, "id-1", "late"));
        await running.AppendAsync(tenant, events.Take(9).Select((one, at) => one with { EventId = $"more-{at}", Actor = $"more-{at}" }));
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        engine.Segments.FoldOnce(all: true, CancellationToken.None);
        await AgreeAsync(running, tenant);
        await running.RestartAsync();
        await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);

        await AgreeAsync(running, tenant);
    }

    [Fact]
    public async Task A_split_gives_back_what_was_before_the_merge_also_after_compaction_and_restart()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
        var tenant = await running.Tenants.AddAsync("tenant");
        var events = new RandomLog(3, ids: 6, seconds: 20).Take(300).OfType<LoggedEvent>().ToList();
        await running.AppendAsync(tenant, events);
        var before = await KnownAsync(running, tenant);

        await running.AppendAsync(tenant, Merge(0, 1), Merge(1, 2), Merge(3, 2));
        var merged = await KnownAsync(running, tenant);
        Assert.Equal(["", "id-2", "id-4", "id-5"], merged.Keys);
        await FoldedAsync(running, tenant);
        await running.RestartAsync();
        Assert.Equal(merged, await KnownAsync(running, tenant));

        await running.AppendAsync(tenant, Split(1), Split(0), Split(3));
        Assert.Equal(before, await KnownAsync(running, tenant));
        await FoldedAsync(running, tenant);
        await running.RestartAsync();
        Assert.Equal(before, await KnownAsync(running, tenant));
    }

    [Fact]
    public async Task A_person_that_was_taken_for_a_robot_at_collection_is_among_people_until_the_tag_is_taken_away()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, new RandomLog(5, ids: 3, seconds: 20).Take(200).OfType<LoggedEvent>()
            .Select(one => one.Actor == "id-1" ? one with { IsBot = true } : one));
        var before = await KnownAsync(running, tenant);
        Assert.DoesNotContain("id-1", before.Keys);

        await running.AppendAsync(tenant, new ActorTaggedBot(0, "id-1", false));
        var among = await KnownAsync(running, tenant);
        Assert.Contains("id-1", among.Keys);
        await FoldedAsync(running, tenant);
        await running.RestartAsync();
        Assert.Equal(among, await KnownAsync(running, tenant));

        await running.AppendAsync(tenant, new ActorTaggedBot(0, "id-1", null));
        Assert.Equal(before, await KnownAsync(running, tenant));
        await FoldedAsync(running, tenant);
        await running.RestartAsync();
        Assert.Equal(before, await KnownAsync(running, tenant));
    }

    [Fact]
    public async Task A_robot_that_is_none_any_more_is_among_people_again_but_for_events_tagged_at_collection()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, new RandomLog(5, ids: 3, seconds: 20).Take(200).OfType<LoggedEvent>());
        var before = await KnownAsync(running, tenant);
        await running.AppendAsync(tenant, new ActorTaggedBot(0, "id-1", true));
        Assert.DoesNotContain("id-1", (await KnownAsync(running, tenant)).Keys);
        await FoldedAsync(running, tenant);

        await running.AppendAsync(tenant, new ActorTaggedBot(0, "id-1", null));

        Assert.Equal(before, await KnownAsync(running, tenant));
        await FoldedAsync(running, tenant);
        Assert.Equal(before, await KnownAsync(running, tenant));
    }

    [Fact]
    public async Task Events_may_arrive_in_any_order_among_the_entries_about_actors()
    {
        var entries = new RandomLog(9, ids: 8, seconds: 20).Take(300).ToList();
        var (events, others) = (entries.OfType<LoggedEvent>().ToArray(), entries.Where(entry => entry is not LoggedEvent));
        SortedDictionary<string, List<string>>? first = null;
        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            random.Shuffle(events);
            var left = new Queue<LogEntry>(others);
            await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 9);
            var tenant = await running.Tenants.AddAsync("tenant");
            foreach (var one in events)
            {
                while (left.Count > 0 && random.Next(3) == 0)
                    running.Log.Append(tenant, left.Dequeue());
                running.Log.Append(tenant, one);
            }
            running.Log.Append(tenant, left);

            var known = await KnownAsync(running, tenant);
            Assert.Equal(first ??= known, known);
        }
    }

    private static ActorsMerged Merge(int alias, int actor) => new(0, $"id-{alias}", $"id-{actor}");

    private static ActorsSplit Split(int alias) => new(0, $"id-{alias}");

    private static async Task<SortedDictionary<string, List<string>>> KnownAsync(RunningEngine running, TenantScope tenant)
    {
        await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);
        await AgreeAsync(running, tenant);
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        using var snapshot = engine.Segments.Acquire();
        return KnownActors.Of(snapshot, includeBots: false);
    }

    // Everything in files, and no row elsewhere than where its file has it.
    private static async Task FoldedAsync(RunningEngine running, TenantScope tenant)
    {
        await running.FlushedAsync(tenant);
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        for (var attempt = 0; attempt < 6_000; attempt++)
        {
            using (var snapshot = engine.Segments.Acquire())
                if (snapshot.Overlay.IsEmpty)
                    return;
            await Task.Delay(10);
        }
        Assert.Fail("Rows stayed outside their places for a minute.");
    }

    private static async Task AgreeAsync(RunningEngine running, TenantScope tenant)
    {
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        using var snapshot = engine.Segments.Acquire();
        var entries = running.Log.Entries(tenant);
        foreach (var includeBots in new[] { false, true })
            Assert.Equal(KnownActors.Of(entries, includeBots), KnownActors.Of(snapshot, includeBots));
    }
}
