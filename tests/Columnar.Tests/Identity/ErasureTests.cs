using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Identity;

public sealed class ErasureTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(1, ErasedId.KeyLength).Select(i => (byte)i)];

    [Fact]
    public async Task What_was_erased_is_in_no_answer_at_once_and_in_no_file_after_compaction()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 10, batchRows: 4);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, [.. Events("secret-id", "secret", 9), .. Events("kept-id", "kept", 9)]);
        await running.AppendAsync(
            tenant,
            new ActorsMerged(0, "secret-alias", "secret-id"),
            Change("secret-id", "secret-mail"),
            Change("kept-id", "kept-mail"));
        await running.AppendAsync(tenant, Events("secret-alias", "secret", 5));
        await running.FlushedAsync(tenant);
        Assert.True(Holds(running, tenant, "secret"));

        await running.AppendAsync(tenant, Erase("secret-id"), Erase("secret-alias"));

        await AgreeAsync(running, tenant, "kept-id");
        await running.FlushedAsync(tenant);
        await GoneAsync(running, tenant);
        Assert.True(Holds(running, tenant, "kept-id") && Holds(running, tenant, "kept-mail"));
        Assert.True(Holds(running, tenant, "kept-color") && Holds(running, tenant, "kept-event"));
        await AgreeAsync(running, tenant, "kept-id");
        await running.RestartAsync();
        await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);
        await AgreeAsync(running, tenant, "kept-id");
        Assert.False(Holds(running, tenant, "secret"));
    }

    [Fact]
    public async Task A_text_that_only_the_erased_had_may_come_again_from_others()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 10, batchRows: 4);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, [.. Events("secret-id", "secret", 9), .. Events("kept-id", "kept", 9)]);
        await running.FlushedAsync(tenant);
        await running.AppendAsync(tenant, Erase("secret-id"));
        await running.FlushedAsync(tenant);
        await GoneAsync(running, tenant);

        await running.AppendAsync(tenant, Events("third-id", "secret", 3));

        await AgreeAsync(running, tenant, "kept-id", "third-id");
        await running.FlushedAsync(tenant);
        var twin = new SlowEventAnalytics(running.Log);
        Assert.Equivalent(
            (await twin.EventNamesAsync(tenant, CancellationToken.None)).Names,
            (await running.Engine.EventNamesAsync(tenant, CancellationToken.None)).Names);
        await running.RestartAsync();
        await running.SeenAsync(tenant, running.Log.Entries(tenant).Length);
        await AgreeAsync(running, tenant, "kept-id", "third-id");
    }

    [Fact]
    public async Task A_text_is_found_while_files_are_being_rid_of_it_and_others_bring_it_again()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 10, batchRows: 4);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, Events("kept-id", "kept", 9));
        for (var round = 0; round < 6; round++)
        {
            await running.AppendAsync(tenant, Events($"secret-id-{round}", "secret", 9));
            if (round % 2 == 0)
                await running.FlushedAsync(tenant);
            await running.AppendAsync(tenant, Erase($"secret-id-{round}"));
            await Task.Delay(round * 7);
            await running.AppendAsync(tenant, Events($"new-id-{round}", "secret", 3));
            for (var look = 0; look < 10; look++)
            {
                Assert.Equal(3, await CountAsync(running, tenant, "secret-color"));
                await Task.Delay(5);
            }
            await running.AppendAsync(tenant, Erase($"new-id-{round}"));
            Assert.Equal(0, await CountAsync(running, tenant, "secret-color"));
        }
        Assert.Equal(9, await CountAsync(running, tenant, "kept-color"));
    }

    [Fact]
    public async Task An_id_that_was_erased_before_it_came_counts_nowhere()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 10, batchRows: 4);
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, Erase("secret-id"));

        await running.AppendAsync(tenant, [.. Events("secret-id", "secret", 9), .. Events("kept-id", "kept", 2)]);

        await AgreeAsync(running, tenant, "kept-id");
        await running.RestartAsync();
        await running.AppendAsync(tenant, Events("secret-id", "secret", 2));
        await AgreeAsync(running, tenant, "kept-id");
    }

    private static async Task<decimal?> CountAsync(RunningEngine running, TenantScope tenant, string color)
    {
        var query = SeriesQuery.Create(
            [], Aggregation.Count, null, TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value,
            filter: new EventFilter.Compare("color", FilterOperator.Equal, new PropertyValue.Text(color))).Value;
        return (await running.Engine.SeriesAsync(tenant, [query], CancellationToken.None)).Value[0].All.Total;
    }

    private static async Task AgreeAsync(RunningEngine running, TenantScope tenant, params string[] actors)
    {
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        using var snapshot = engine.Segments.Acquire();
        var known = KnownActors.Of(snapshot, includeBots: true);
        Assert.Equal(actors, known.Keys);
        Assert.Equal(KnownActors.Of(running.Log.Entries(tenant), includeBots: true), known);
    }

    // Every text of the erased begins with "secret": ids, event names, values, event ids.
    private static async Task GoneAsync(RunningEngine running, TenantScope tenant)
    {
        for (var attempt = 0; attempt < 6_000 && Holds(running, tenant, "secret"); attempt++)
            await Task.Delay(10);
        Assert.False(Holds(running, tenant, "secret"));
    }

    private static bool Holds(RunningEngine running, TenantScope tenant, string text)
    {
        var sought = System.Text.Encoding.UTF8.GetBytes(text);
        while (true)
            try
            {
                return Directory.EnumerateFiles(running.DirectoryOf(tenant), "*.seg").Any(
                    file => File.ReadAllBytes(file).AsSpan().IndexOf(sought) >= 0);
            }
            catch (IOException)
            {
                // One of them was merged away or is being written: what is there now is read anew.
                Thread.Yield();
            }
    }

    private static IEnumerable<LoggedEvent> Events(string actor, string own, int count) =>
        Enumerable.Range(0, count).Select(i => TestEvents.Event(
            $"{own}-event", actor, i, $$"""{"n":{{i}},"color":"{{own}}-color","shared":"blue"}""", $"{own}-session", null,
            $"{own}-{actor}-{i}"));

    private static ActorPropertiesChanged Change(string actor, string mail) => new(
        0, actor, TestEvents.Start, ActorPropertyChange.Set, System.Text.Encoding.UTF8.GetBytes($$"""{"mail":"{{mail}}"}"""));

    private static ActorErased Erase(string id) => new(0, _key, ErasedId.Hash(_key, id));
}
