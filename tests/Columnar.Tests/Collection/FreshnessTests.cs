using System.Collections.Immutable;
using System.Diagnostics;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.Columnar.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class FreshnessTests
{
    [Fact]
    public async Task Event_is_visible_within_a_second_while_a_load_is_taken_in()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 20_000, batchRows: 5_000);
        var tenant = await running.Tenants.AddAsync("tenant");
        var waits = new List<TimeSpan>();
        // A load of 100,000 in commits of 2,000, and one event after each.
        foreach (var commit in new RandomEvents(1).Take(100_000, 86_400).Chunk(2_000))
        {
            running.Log.Append(tenant, commit);
            var position = running.Log.Append(tenant, Event("a", "x", 1));
            var clock = Stopwatch.StartNew();
            Assert.True((await running.Engine.WaitForAsync(tenant, position, CancellationToken.None)).IsSuccess);
            waits.Add(clock.Elapsed);
        }
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task New_tenant_is_served_without_a_restart()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("late");
        running.Log.Append(tenant, Event("a", "x", 1));

        // Nobody asks for it: the service finds it by itself.
        for (var attempt = 0; attempt < 500 && !Directory.Exists(running.DirectoryOf(tenant)); attempt++)
            await Task.Delay(10);

        Assert.True(Directory.Exists(running.DirectoryOf(tenant)));
    }

    [Fact]
    public async Task Properties_that_are_no_object_do_not_stop_the_tail()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");

        await running.AppendAsync(
            tenant, Event("a", "x", 1, "[1]"), Event("a", "x", 2, "{\"k\":"), Event("a", "x", 3, "{\"k\":\"\\ud800\"}"));

        var names = (await running.Engine.EventNamesAsync(tenant, CancellationToken.None)).Names;
        Assert.Equal(("a", 3), (Assert.Single(names).Name, names[0].Count));
    }

    [Fact]
    public async Task Properties_beyond_the_limit_are_refused_and_break_nothing()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(
            tenant, Enumerable.Range(0, 1_010).Select(i => Event("a", "x", i, $$"""{"p{{i:d4}}":1}""")));

        await running.AppendAsync(tenant, Event("a", "x", 2_000, """{"total":5}"""));

        Assert.Equal(1, (await SumAsync("p0999")).Value[0].All.Total);
        Assert.Equal("PROPERTY_NOT_INDEXED", (await SumAsync("p1000")).Problem?.Code);
        Assert.Equal("PROPERTY_NOT_INDEXED", (await CountAsync(PropertyScope.ActorCurrent)).Problem?.Code);
        Assert.True((await CountAsync(PropertyScope.EventName)).IsSuccess);
        // The metrics of the catalogue read it.
        Assert.Equal(5, (await SumAsync("total")).Value[0].All.Total);

        async Task<Result<ImmutableArray<SeriesAnswer>>> CountAsync(PropertyScope scope) => await running.Engine.SeriesAsync(
            tenant,
            [
                SeriesQuery.Create(
                    [], Aggregation.Count, null, TimeRange.Create(Start, Start.AddDays(1)).Value,
                    filter: new EventFilter.Exists(new PropertyRef("p1000", scope))).Value,
            ],
            CancellationToken.None);

        async Task<Result<ImmutableArray<SeriesAnswer>>> SumAsync(string property) => await running.Engine.SeriesAsync(
            tenant,
            [SeriesQuery.Create([], Aggregation.Sum, property, TimeRange.Create(Start, Start.AddDays(1)).Value).Value],
            CancellationToken.None);
    }
}
