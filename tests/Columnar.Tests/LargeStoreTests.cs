using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>A million events: right, and stoppable.</summary>
[Collection(nameof(Alone))]
public sealed class LargeStoreTests(LargeStore store) : IClassFixture<LargeStore>
{
    private static readonly TimeRange _year =
        TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(LargeStore.Days)).Value;

    [Fact]
    public async Task Figures_are_those_of_a_plain_loop()
    {
        var (counts, actors, cents) = (new decimal[LargeStore.Days], new HashSet<int>[LargeStore.Days], new decimal[30]);
        foreach (var (actor, name, time, amount) in store.Rows)
        {
            if (name != "bought")
                continue;
            var day = (int)(time / 86_400_000);
            counts[day]++;
            (actors[day] ??= []).Add(actor);
            cents[actor % 30] += amount;
        }

        Assert.Equal(counts.Select(count => (decimal?)count), (await DailyAsync(Aggregation.Count)).All.Points);
        Assert.Equal(actors.Select(day => (decimal?)day.Count), (await DailyAsync(Aggregation.UniqueActors)).All.Points);
        var byCountry = await DailyAsync(Aggregation.Sum, new SeriesBreakdown("country", 30));
        Assert.Equal(
            Enumerable.Range(0, 30).ToDictionary(country => $"c{country}", country => cents[country] / 100),
            byCountry.Groups.ToDictionary(group => group.Key.Only!, group => group.Values.Total!.Value));
    }

    [Fact]
    public async Task Funnel_is_that_of_a_plain_loop()
    {
        var reached = new long[3];
        foreach (var actor in store.Rows.GroupBy(row => row.Actor))
        {
            var ordered = actor.OrderBy(row => row.Time).ToList();
            for (var step = Furthest(ordered) - 1; step >= 0; step--)
                reached[step]++;
        }
        var funnel = FunnelDefinition.Create(
            [new(null, ["viewed"], null), new(null, ["added"], null), new(null, ["bought"], null)], _year).Value;

        var answer = (await store.Running.Engine.FunnelAsync(store.Tenant, funnel, CancellationToken.None)).Value;

        Assert.Equal(reached, answer.Steps.Select(step => step.Count));
    }

    [Fact]
    public async Task Cancelled_query_stops()
    {
        using var source = new CancellationTokenSource();
        // Each has a range of its own, so that no scan serves two of them.
        var queries = Enumerable.Range(0, 200).Select(i => SeriesQuery.Create(
            [], Aggregation.UniqueSessions, null, TimeRange.Create(_year.From, _year.To.AddMilliseconds(-i)).Value).Value);
        var asked = store.Running.Engine.SeriesAsync(store.Tenant, [.. queries], source.Token);
        await Task.Delay(20);
        Assert.False(asked.IsCompleted);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    // Ties of an actor's time are too rare here to change a count: about one pair in 30 million.
    private static int Furthest(List<(int Actor, string Name, long Time, int Cents)> events)
    {
        string[] steps = ["viewed", "added", "bought"];
        var best = 0;
        for (var start = 0; start < events.Count; start++)
        {
            var step = 0;
            for (var i = start; i < events.Count && step < 3 && events[i].Time - events[start].Time <= 7 * 86_400_000L; i++)
                if (events[i].Name == steps[step])
                    step++;
                else if (i == start)
                    break;
            best = Math.Max(best, step);
        }
        return best;
    }

    private async Task<SeriesAnswer> DailyAsync(Aggregation aggregation, SeriesBreakdown? breakdown = null) =>
        (await store.Running.Engine.SeriesAsync(
            store.Tenant,
            [
                SeriesQuery.Create(
                    ["bought"], aggregation, aggregation is Aggregation.Sum ? new PropertyRef("amount") : null, _year,
                    [.. Enumerable.Range(0, LargeStore.Days + 1).Select(day => TestEvents.Start.AddDays(day))],
                    breakdown: breakdown).Value,
            ],
            CancellationToken.None)).Value[0];
}
