using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

public sealed class EstimateTests
{
    [Fact]
    public async Task Estimate_tells_the_events_looked_at_and_grows_with_those_that_count()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(
            tenant,
            Enumerable.Range(0, 1_000).Select(i => TestEvents.Event(i % 10 == 0 ? "rare" : "often", $"actor-{i % 50}", i)));

        var rare = await EstimateAsync(0, ["rare"]);
        var often = await EstimateAsync(0, ["often"]);

        Assert.Equal(1_000, rare.Rows);
        Assert.Equal(1_000, often.Rows);
        Assert.InRange(rare.Milliseconds, 0.001, often.Milliseconds - 0.000_001);
        Assert.Equal(0, (await EstimateAsync(5, ["often"])).Rows);

        async Task<EstimateAnswer> EstimateAsync(int day, string[] events) => (await running.Engine.EstimateAsync(
            tenant,
            SeriesQuery.Create(
                events, Aggregation.UniqueActors, null,
                TimeRange.Create(TestEvents.Start.AddDays(day), TestEvents.Start.AddDays(day + 1)).Value).Value,
            CancellationToken.None)).Value;
    }
}
